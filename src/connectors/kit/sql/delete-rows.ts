import type { Scalar } from '../../../datamap/language.js';
import type { Key } from '../contract.js';
import { Refused } from '../errors.js';
import { attributed } from './attributed.js';
import type { Erasing } from './erase.js';
import type { KeysOfPeople } from './erase-work.js';
import type { LiveReference } from './live-schema.js';
import type { ResolvedCollection } from './resolved-map.js';
import { type KeyName, keyName } from './key-name.js';
import { RowReader } from './row-reader.js';
import { keyConditions, lockRows } from './rows-by-key.js';
import { chunks, columnOf, quotedTable, Statement } from './statement.js';
import { encodeTuple } from './tuples.js';

/** Deletes rows by their keys, within the controller's scope. Rows that are gone already are no error. */
export async function deleteRows(
  erasing: Erasing,
  collection: ResolvedCollection,
  keys: readonly Key[],
): Promise<void> {
  const { context, controller } = erasing;
  const { dialect } = context;
  await refuseSideEffects(erasing, collection, keys);
  if (dialect.checksForeignKeysPerRow) {
    for (const reference of collection.table.references.filter((one) => one.to === one.from)) {
      const all = new Map(keys.map((key) => [keyName(key), { key, people: [] }]));
      await emptyReferences(erasing, collection, reference, all);
    }
  }
  const from = quotedTable(dialect, collection.table);
  for (const { statement, where } of keyConditions(context, collection, keys, controller)) {
    const sql = `DELETE FROM ${from} WHERE ${where(statement)}`;
    await attributed(erasing, collection.name, sql, statement.parameters);
  }
}

/** Sets a reference to NULL in rows that are about to go, where a circle of foreign keys would keep them. */
export async function emptyReferences(
  erasing: Erasing,
  collection: ResolvedCollection,
  reference: LiveReference,
  keys: KeysOfPeople,
): Promise<void> {
  const { context, controller } = erasing;
  const columns = reference.columns
    .map((column) => columnOf(collection.table, column, collection.name))
    .filter((column) => column.nullable && !collection.key.includes(column));
  if (columns.length === 0) return;
  const assignments = columns.map((column) => `${context.dialect.quote(column.name)} = NULL`).join(', ');
  const all = [...keys.values()].map(({ key }) => key);
  for (const { statement, where } of keyConditions(context, collection, all, controller)) {
    const sql = `UPDATE ${quotedTable(context.dialect, collection.table)} SET ${assignments} WHERE ${where(statement)}`;
    await attributed(erasing, collection.name, sql, statement.parameters);
  }
}

/**
 * A foreign key that cascades, or sets NULL, would change rows that no plan names. Whatever the plan names is gone by
 * now; if anything still refers to these rows, nothing may be deleted. The rows are locked first, so that nobody takes
 * hold of them between the look and the deletion.
 */
async function refuseSideEffects(
  erasing: Erasing,
  collection: ResolvedCollection,
  keys: readonly Key[],
): Promise<void> {
  const { context, session, resolved, controller } = erasing;
  const own = new Set(keys.map(keyName));
  for (const reference of collection.table.referencedBy) {
    if (reference.onDelete === 'no action' || reference.onDelete === 'restrict') continue;
    const targets = reference.toColumns.map((column) => columnOf(collection.table, column, collection.name));
    const reader = new RowReader(context.dialect, context.reading, collection, targets);
    const rows = await lockRows(context, session, reader, keys, controller);
    const values = rows.map((row) => targets.map((column) => reader.scalar(row, column)));
    const isOwn = reference.from === collection.table ? own : null;
    if (await isReferredTo(erasing, collection, reference, values, isOwn)) {
      throw new Refused('constraint', 'Rows that the plan does not name would change along.', {
        collection: resolved.schema.nameOf(reference.from),
        column: reference.columns[0],
      });
    }
  }
}

async function isReferredTo(
  { context, session }: Erasing,
  collection: ResolvedCollection,
  reference: LiveReference,
  values: readonly Scalar[][],
  own: ReadonlySet<KeyName> | null,
): Promise<boolean> {
  const { dialect } = context;
  const columns = reference.columns.map((column) => columnOf(reference.from, column, collection.name));
  const quoted = columns.map((column) => dialect.quote(column.name));
  const tuples = values.map((tuple) => encodeTuple(dialect, tuple, columns)).filter((tuple) => tuple !== undefined);
  for (const some of chunks(tuples, dialect.listSize)) {
    const statement = new Statement(dialect);
    const where = dialect.among(quoted, columns, some, statement.bind);
    if (!own) {
      const sql = `SELECT 1 FROM ${quotedTable(dialect, reference.from)} WHERE ${where} LIMIT 1`;
      if ((await session.query(sql, statement.parameters)).rows.length > 0) return true;
      continue;
    }
    const reader = new RowReader(dialect, context.reading, collection, []);
    const sql = `SELECT ${reader.selected} FROM ${quotedTable(dialect, reference.from)} WHERE ${where}`;
    const { rows } = await session.query(sql, statement.parameters);
    if (rows.some((row) => !own.has(keyName(reader.key(row))))) return true;
  }
  return false;
}
