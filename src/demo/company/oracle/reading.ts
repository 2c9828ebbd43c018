import pg from 'pg';
import { SYSTEMS, type CompanyDatabases, type System } from '../systems.js';

/** A table as the live catalogue shows it: the oracle knows nothing of maps, so that none can mislead it. */
export interface LiveTable {
  system: System;
  /** `system.table`. */
  name: string;
  /** Quoted, with schema. */
  sql: string;
  /** SQL for the row's key as text; `t` is the row. */
  key: string;
}

/** Reads all three databases at once, as the roles that may only read. */
export async function inEachSystem<T>(
  databases: CompanyDatabases,
  work: (client: pg.Client, system: System) => Promise<T[]>,
): Promise<T[]> {
  const results = await Promise.all(
    SYSTEMS.map(async (system) => {
      const client = new pg.Client({ connectionString: databases[system].url, application_name: 'habeas demo oracle' });
      await client.connect();
      try {
        // Rows are compared as text: what they look like may not depend on the server's settings.
        await client.query(`SET TimeZone = 'UTC'; SET DateStyle = 'ISO'; SET bytea_output = 'hex'`);
        return await work(client, system);
      } finally {
        await client.end();
      }
    }),
  );
  return results.flat();
}

/** Every table of the database that holds rows, with its primary key. */
export async function liveTables(client: pg.Client, system: System): Promise<LiveTable[]> {
  const { rows } = await client.query<{ schema: string; name: string; key: string[] }>(`
    SELECT n.nspname AS schema, c.relname AS name,
           (SELECT array_agg(a.attname::text ORDER BY array_position(i.indkey::int2[], a.attnum))
              FROM pg_index i JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)
             WHERE i.indrelid = c.oid AND i.indisprimary) AS key
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema')
     ORDER BY 1, 2`);
  return rows.map(({ schema, name, key }) => ({
    system,
    name: `${system}.${name}`,
    sql: `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`,
    key: keyAsText(key),
  }));
}

/** SQL for the key of row `t`, unambiguous over several columns. */
export function keyAsText(columns: readonly string[]): string {
  return `json_build_array(${columns.map((column) => `t.${pg.escapeIdentifier(column)}`).join(', ')})::text`;
}
