import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { LocatedRecord } from '../connectors/kit/contract.js';
import type { DataKey } from '../platform/crypto/data-key.js';
import { RowSets } from '../work/row-sets.js';
import type { TaskState } from '../work/task.entity.js';
import { merged } from './located.js';

export interface SystemSearch {
  system: string;
  mapId: string;
  state: TaskState;
  /** Why it could not be searched. */
  code: string | null;
  records: LocatedRecord[];
}

export interface SearchResults {
  round: number;
  systems: SystemSearch[];
}

interface TaskRow {
  id: string;
  system: string;
  mapId: string;
  round: number;
  state: TaskState;
  code: string | null;
}

/** What the rounds of the current search have found, system by system. */
@Injectable()
export class SearchResultsReader {
  constructor(private readonly rowSets: RowSets) {}

  async read(manager: EntityManager, requestId: string, key: DataKey): Promise<SearchResults> {
    const tasks: TaskRow[] = await manager.query(
      `SELECT id, system, map_id AS "mapId", round, state, code FROM task
       WHERE request_id = $1 AND action = 'locate' AND state <> 'cancelled'
         AND order_id >= (SELECT id FROM work_order WHERE request_id = $1 AND action = 'locate' AND round = 0 ORDER BY id DESC LIMIT 1)
       ORDER BY system, round`,
      [requestId],
    );
    const found = await this.rowSets.read<LocatedRecord[]>(
      manager,
      tasks.map((task) => task.id),
      null,
      () => key,
    );
    const systems = new Map<string, SystemSearch>();
    for (const task of tasks) {
      const known = systems.get(task.system) ?? {
        system: task.system,
        mapId: task.mapId,
        state: 'done' as TaskState,
        code: null,
        records: [],
      };
      if (task.state !== 'done') Object.assign(known, { state: task.state, code: task.code });
      known.records.push(...(found.get(task.id) ?? []).flat());
      systems.set(task.system, known);
    }
    return {
      round: Math.max(0, ...tasks.map((task) => task.round)),
      systems: [...systems.values()].map((system) => ({ ...system, records: merged(system.records) })),
    };
  }
}
