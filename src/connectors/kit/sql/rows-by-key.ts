import type { Key } from '../contract.js';
import type { RawRow, Session } from './dialect.js';
import { type ResolvedCollection, scopeOf } from './resolved-map.js';
import type { RowReader } from './row-reader.js';
import type { SqlContext } from './sql-context.js';
import { allOf, chunks, conditionSql, quotedTable, Statement } from './statement.js';
import { encodeTuple } from './tuples.js';

/**
 * Conditions for rows with these keys, a statement's worth each. A key that the columns cannot hold names no row.
 *
 * @param controller whose scope applies; null: none, for rows that are only looked at to protect them.
 */
export function* keyConditions(
  context: SqlContext,
  collection: ResolvedCollection,
  keys: Iterable<Key>,
  controller: string | null,
  size: number = context.dialect.listSize,
): Generator<{ keys: Key[]; statement: Statement; where: (statement: Statement) => string }> {
  const { dialect } = context;
  const scope = controller === null ? {} : scopeOf(collection.collection, controller);
  if (scope === null) return;
  const quoted = collection.key.map((column) => dialect.quote(column.name));
  for (const some of chunks(keys, size)) {
    const tuples = some.map((key) => encodeTuple(dialect, key, collection.key)).filter((tuple) => tuple !== undefined);
    if (tuples.length === 0) continue;
    yield {
      keys: some,
      statement: new Statement(dialect),
      // Written last, since parameters count in the order in which they are bound.
      where: (statement) =>
        allOf(
          dialect.among(quoted, collection.key, tuples, statement.bind),
          conditionSql(dialect, collection.table, scope, collection.name, statement),
        ),
    };
  }
}

/** Streams the rows with these keys. */
export async function* rowsByKey(
  context: SqlContext,
  session: Session,
  reader: RowReader,
  keys: Iterable<Key>,
  controller: string,
  size: number,
): AsyncGenerator<RawRow[]> {
  const { collection } = reader;
  for (const { statement, where } of keyConditions(context, collection, keys, controller)) {
    const sql = `SELECT ${reader.selected} FROM ${quotedTable(context.dialect, collection.table)} WHERE ${where(statement)}`;
    yield* session.stream(sql, statement.parameters, size);
  }
}

/** Locks the rows with these keys, in the order of their keys so that two batches do not wait for each other. */
export async function lockRows(
  context: SqlContext,
  session: Session,
  reader: RowReader,
  keys: Iterable<Key>,
  controller: string | null,
): Promise<RawRow[]> {
  const { collection } = reader;
  const rows: RawRow[] = [];
  const order = collection.key.map((column) => context.dialect.quote(column.name)).join(', ');
  for (const { statement, where } of keyConditions(context, collection, keys, controller)) {
    const from = quotedTable(context.dialect, collection.table);
    const sql = `SELECT ${reader.selected} FROM ${from} WHERE ${where(statement)} ORDER BY ${order} FOR UPDATE`;
    rows.push(...(await session.query(sql, statement.parameters)).rows);
  }
  return rows;
}
