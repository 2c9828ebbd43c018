import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Identifier } from '../connectors/kit/contract.js';
import type { DataKey } from '../platform/crypto/data-key.js';
import { DataKeys } from '../platform/crypto/data-keys.js';
import { keysOf } from '../requests/keys-of.js';
import type { EffectSet } from '../work/effect-set.js';
import { RowSets } from '../work/row-sets.js';

/** A finished erasure in one system, and the set that says which records it was about. */
export interface ErasedIn {
  taskId: string;
  requestId: string;
  rowSet: string;
}

/** The sealed records of finished erasures, opened as long as their keys live. */
@Injectable()
export class ErasedRecords {
  constructor(
    private readonly rowSets: RowSets,
    private readonly keys: DataKeys,
  ) {}

  /** Of each erasure, by task, its effect and its key; left out where the key is gone. */
  async of(
    manager: EntityManager,
    system: string,
    erasures: readonly ErasedIn[],
  ): Promise<Map<string, { set: EffectSet; key: DataKey }>> {
    const keys = await keysOf(
      this.keys,
      manager,
      'erasure',
      erasures.map(({ requestId }) => requestId),
    );
    const living = erasures.filter(({ requestId }) => keys.has(requestId));
    const sets = await this.rowSets.read<EffectSet>(
      manager,
      [...new Set(living.map(({ rowSet }) => rowSet))],
      system,
      (requestId) => keys.get(requestId),
    );
    return new Map(
      living.flatMap(({ taskId, requestId, rowSet }) => {
        const chunks = sets.get(rowSet);
        if (!chunks) return [];
        const set: EffectSet = { ...chunks[0]!, groups: chunks.flatMap(({ groups }) => groups) };
        return [[taskId, { set, key: keys.get(requestId)! }] as const];
      }),
    );
  }

  /** By what a request's person was looked for, in whatever system; nothing where the key is gone. */
  async identifiersOf(manager: EntityManager, requestId: string): Promise<Identifier[]> {
    const systems: { system: string }[] = await manager.query(
      `SELECT DISTINCT system FROM task WHERE request_id = $1 AND action = 'erase' AND row_set IS NOT NULL ORDER BY 1`,
      [requestId],
    );
    for (const { system } of systems) {
      const opened = await this.of(manager, system, await this.ofRequests(manager, system, [requestId]));
      const found = [...opened.values()].flatMap(({ set }) => set.identifiers);
      // A plan seals the same ones for each of its systems.
      if (found.length > 0) return [...new Map(found.map((one) => [`${one.kind}\u0000${one.value}`, one])).values()];
    }
    return [];
  }

  /** The erasures of requests in a system, oldest first. */
  ofRequests(manager: EntityManager, system: string, requestIds: readonly string[]): Promise<ErasedIn[]> {
    return manager.query(
      `SELECT id AS "taskId", request_id AS "requestId", row_set AS "rowSet" FROM task
       WHERE request_id = ANY($2::uuid[]) AND system = $1 AND action = 'erase' AND row_set IS NOT NULL AND state <> 'cancelled'
       ORDER BY id`,
      [system, requestIds],
    );
  }
}
