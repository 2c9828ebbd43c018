import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ConnectorError } from '../connectors/kit/errors.js';
import type { SystemMap } from '../datamap/language.js';
import { Log } from '../platform/logging/log.js';
import { Systems } from '../work/systems.js';

/** What a plan must know of a live system: how its map can be carried out there, and whether that can be undone. */
export interface LiveSystem {
  map: SystemMap;
  reversible: boolean;
}

/** What was learnt of live systems by map version, and which systems did not answer. */
export interface LiveSystems {
  known: ReadonlyMap<string, LiveSystem>;
  away: readonly string[];
}

interface Asked {
  system: string;
  mapId: string;
}

/**
 * Asks systems for their live schema before a plan is drawn. Nothing calls the network inside a transaction, so the
 * transaction that draws the plan is handed what was learnt here.
 */
@Injectable()
export class LiveSystemsReader {
  constructor(
    private readonly systems: Systems,
    private readonly log: Log,
  ) {}

  /** Of the systems in which the searches of a request that is being planned have found something. */
  async ofSearch(manager: EntityManager, requestId: string): Promise<LiveSystems> {
    const asked: Asked[] = await manager.query(
      `SELECT DISTINCT t.system, t.map_id AS "mapId" FROM task t JOIN request r ON r.id = t.request_id AND r.state = 'planning'
       WHERE t.request_id = $1 AND t.action = 'locate' AND t.state = 'done'
         AND coalesce(t.outcome -> 'records', '{}') <> '{}' ORDER BY t.system`,
      [requestId],
    );
    const answers = await Promise.all(asked.map((one) => this.ask(one)));
    return {
      known: new Map(answers.flatMap(({ mapId, live }) => (live ? [[mapId, live] as const] : []))),
      away: answers.filter(({ live }) => live === null).map(({ system }) => system),
    };
  }

  private async ask({ system, mapId }: Asked): Promise<Asked & { live: LiveSystem | null }> {
    try {
      const { map } = await this.systems.effective(mapId);
      const { connector } = await this.systems.open(mapId);
      return { system, mapId, live: { map, reversible: connector.describe().done.reversible } };
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error;
      this.log.warn('A system does not say how it looks; its plan waits', { system, code: error.code });
      return { system, mapId, live: null };
    }
  }
}
