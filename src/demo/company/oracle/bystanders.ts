import type { CompanyDatabases } from '../systems.js';
import { inEachSystem, liveTables } from './reading.js';
import type { OwnRow } from './rows-of.js';

/** `system.table` → how many rows of other people it has, and a checksum over every byte of them. */
export type Snapshot = Readonly<Record<string, { rows: number; checksum: string }>>;

export interface Difference {
  table: string;
  rowsBefore: number;
  rowsAfter: number;
}

/**
 * Everybody else's rows: all rows of all tables but those given. Rows that others hold too are not left out, for they
 * must stay as they are.
 *
 * @param except what `rowsOf` found before the erasure, the same for both snapshots
 */
export async function snapshotPeople(databases: CompanyDatabases, except: readonly OwnRow[]): Promise<Snapshot> {
  const entries = await inEachSystem(databases, async (client, system) => {
    const found: [string, { rows: number; checksum: string }][] = [];
    for (const table of await liveTables(client, system)) {
      const keys = except.filter((row) => row.table === table.name && !row.heldByOthers).map((row) => row.key);
      const { rows } = await client.query<{ rows: number; checksum: string }>(
        `SELECT count(*)::int AS rows, md5(coalesce(string_agg(digest, '' ORDER BY digest), '')) AS checksum
           FROM (SELECT md5(t::text) AS digest FROM ${table.sql} t WHERE NOT (${table.key} = ANY ($1))) AS others`,
        [keys],
      );
      if (rows[0]) found.push([table.name, rows[0]]);
    }
    return found;
  });
  return Object.fromEntries(entries);
}

/** Where the two differ; empty when not a byte of a bystander has changed. */
export function bystandersChanged(before: Snapshot, after: Snapshot): Difference[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((table) => before[table]?.checksum !== after[table]?.checksum)
    .map((table) => ({ table, rowsBefore: before[table]?.rows ?? 0, rowsAfter: after[table]?.rows ?? 0 }));
}

export function bystandersUnchanged(before: Snapshot, after: Snapshot): boolean {
  return bystandersChanged(before, after).length === 0;
}
