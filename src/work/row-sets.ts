import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { DataKey } from '../platform/crypto/data-key.js';
import { Clock } from '../platform/clock/clock.js';
import { newId } from '../platform/ids/ids.js';
import type { RowSet } from './row-set.entity.js';

const place = (id: string) => ({ table: 'row_set', row: id, column: 'sealed' });

export interface RowSetToWrite {
  setId: string;
  requestId: string;
  kind: RowSet['kind'];
  system: string;
  ordinal: number;
  rows: number;
  /** Sealed as JSON under this key. */
  content: unknown;
  key: DataKey;
}

/** Sealed sets of records. What they hold is JSON; whose key opens them is their caller's business. */
@Injectable()
export class RowSets {
  constructor(private readonly clock: Clock) {}

  async write(manager: EntityManager, sets: readonly RowSetToWrite[]): Promise<void> {
    if (sets.length === 0) return;
    const ids = sets.map(() => newId());
    await manager.query(
      `INSERT INTO row_set (id, set_id, request_id, kind, system, ordinal, rows, sealed, created_at)
       SELECT id, set_id, request_id, kind, system, ordinal, rows, sealed, $9::timestamptz
       FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::int[], $7::int[], $8::bytea[])
         AS s (id, set_id, request_id, kind, system, ordinal, rows, sealed)
       ON CONFLICT (set_id, system, ordinal) DO NOTHING`,
      [
        ids,
        sets.map((set) => set.setId),
        sets.map((set) => set.requestId),
        sets.map((set) => set.kind),
        sets.map((set) => set.system),
        sets.map((set) => set.ordinal),
        sets.map((set) => set.rows),
        sets.map((set, index) => set.key.seal(JSON.stringify(set.content), place(ids[index]!))),
        this.clock.now(),
      ],
    );
  }

  /** The opened contents of sets, by set id, chunks in order. */
  async read<T>(
    manager: EntityManager,
    setIds: readonly string[],
    system: string | null,
    keyOf: (requestId: string) => DataKey | undefined,
  ): Promise<Map<string, T[]>> {
    const rows: { id: string; setId: string; requestId: string; sealed: Buffer }[] = await manager.query(
      `SELECT id, set_id AS "setId", request_id AS "requestId", sealed FROM row_set
       WHERE set_id = ANY($1::uuid[]) AND ($2::text IS NULL OR system = $2) ORDER BY set_id, system, ordinal`,
      [setIds, system],
    );
    const found = new Map<string, T[]>();
    for (const row of rows) {
      const key = keyOf(row.requestId);
      if (!key) continue;
      const chunk = JSON.parse(key.open(row.sealed, place(row.id)).toString('utf8')) as T;
      const chunks = found.get(row.setId);
      if (chunks) chunks.push(chunk);
      else found.set(row.setId, [chunk]);
    }
    return found;
  }

  /** Forgets what searches found once a plan or a package stands on its own. */
  async drop(manager: EntityManager, requestId: string, kind: RowSet['kind']): Promise<void> {
    await manager.query(`DELETE FROM row_set WHERE request_id = $1 AND kind = $2`, [requestId, kind]);
  }
}
