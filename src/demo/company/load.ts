import { readFile } from 'node:fs/promises';
import type pg from 'pg';
import type { SystemRows } from './rows.js';

/** Rows of one statement: bounds the memory that one JSON document takes. */
const CHUNK = 5_000;

/** Makes the tables, fills them in bulk, then adds foreign keys and indexes, so that each is built once. */
export async function load(client: pg.Client, folder: string, rows: SystemRows): Promise<void> {
  await client.query('SET synchronous_commit = off');
  await client.query(await statements(folder, 'tables.sql'));
  for (const { table, rows: all } of rows) {
    for (let from = 0; from < all.length; from += CHUNK) await insert(client, table, all.slice(from, from + CHUNK));
  }
  await client.query(await statements(folder, 'links.sql'));
  await moveSequences(client);
  await client.query('ANALYZE');
}

function statements(folder: string, file: string): Promise<string> {
  return readFile(new URL(`./${folder}/${file}`, import.meta.url), 'utf8');
}

/** One statement for many rows; PostgreSQL casts the JSON to the columns' own types. */
async function insert(client: pg.Client, table: string, rows: readonly object[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first).join(', ');
  await client.query(
    `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::${table}, $1::json)`,
    [JSON.stringify(rows)],
  );
}

/** The keys were given, so the sequences behind the identity columns are moved past them. */
async function moveSequences(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ table: string; column: string }>(`
    SELECT format('%I.%I', table_schema, table_name) AS table, column_name AS column
      FROM information_schema.columns
     WHERE is_identity = 'YES' AND table_schema NOT IN ('pg_catalog', 'information_schema')`);
  for (const { table, column } of rows) {
    await client.query(
      `SELECT setval(pg_get_serial_sequence($1, $2), (SELECT coalesce(max(${column}), 0) + 1 FROM ${table}), false)`,
      [table, column],
    );
  }
}
