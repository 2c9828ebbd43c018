import { grouped } from './grouped.js';
import type { Scalar } from '../../../datamap/language.js';
import type { Key } from '../contract.js';
import { attributed } from './attributed.js';
import { deleteRows } from './delete-rows.js';
import type { RawRow } from './dialect.js';
import type { Erasing } from './erase.js';
import type { EraseWork, KeysOfPeople } from './erase-work.js';
import {
  type Holding,
  holdingsOf,
  type Link,
  required,
  type ResolvedCollection,
  sharedCollections,
} from './resolved-map.js';
import { type KeyName, keyName } from './key-name.js';
import { RowReader } from './row-reader.js';
import { lockRows } from './rows-by-key.js';
import { allOf, chunks, quotedTable, Statement } from './statement.js';
import { encodeTuple, TupleShape } from './tuples.js';

/** How often a row that somebody takes hold of meanwhile is tried again before it is only detached. */
const ATTEMPTS = 3;

type Released = { key: Key; people: string[] };

/**
 * Locks the shared rows before anything else of the batch: where a foreign key guards them, nobody can take hold of
 * one until the transaction ends.
 */
export async function lockShared(erasing: Erasing, name: string, keys: KeysOfPeople): Promise<void> {
  const collection = required(erasing.resolved, name);
  const reader = new RowReader(erasing.context.dialect, erasing.context.reading, collection, []);
  await lockRows(erasing.context, erasing.session, reader, keysIn(keys.values()), erasing.controller);
}

/**
 * Deletes those of the shared rows that nobody holds any more. By now the batch's own holders are gone, so that two
 * people who were the only holders together both count as gone. Holders are counted over all controllers.
 *
 * @returns the rows that stay because others hold them.
 */
export async function releaseRows(
  erasing: Erasing,
  collection: ResolvedCollection,
  released: KeysOfPeople,
  work: EraseWork,
): Promise<Released[]> {
  if (collection.collection.jointly) return detach(erasing, collection, released, work);
  const holdings = holdingsOf(erasing.resolved, collection);
  const isGuarded = holdings.every((holding) => holding.guarded);
  let kept = new Set<KeyName>();
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    kept = new Set([...kept, ...(await heldKeys(erasing, collection, released))]);
    const free = [...released].filter(([name]) => !kept.has(name)).map(([, { key }]) => key);
    if (free.length === 0) break;
    if (isGuarded) {
      await deleteRows(erasing, collection, free);
      break;
    }
    // No foreign key keeps others off: look again after the deletion, and take it back if somebody came.
    const before = await readShared(erasing, collection, released);
    await erasing.session.query('SAVEPOINT habeas_release', []);
    await deleteRows(erasing, collection, free);
    const late = await heldAmong(
      erasing,
      collection,
      before.filter(({ name }) => !kept.has(name)),
    );
    if (late.size === 0) break;
    await erasing.session.query('ROLLBACK TO SAVEPOINT habeas_release', []);
    kept = new Set([...kept, ...late]);
    if (attempt === ATTEMPTS - 1) kept = new Set(released.keys());
  }
  return [...released].filter(([name]) => kept.has(name)).map(([, one]) => one);
}

interface SharedRow {
  name: KeyName;
  row: RawRow;
  reader: RowReader;
}

async function heldKeys(
  erasing: Erasing,
  collection: ResolvedCollection,
  released: KeysOfPeople,
): Promise<Set<KeyName>> {
  return heldAmong(erasing, collection, await readShared(erasing, collection, released));
}

async function readShared(
  erasing: Erasing,
  collection: ResolvedCollection,
  released: KeysOfPeople,
): Promise<SharedRow[]> {
  const { context, session, resolved, controller } = erasing;
  const reader = new RowReader(context.dialect, context.reading, collection, [
    ...holdingsOf(resolved, collection).flatMap((holding) => holding.sharedColumns),
    ...sharedParents(erasing, collection).flatMap((link) => link.childColumns),
  ]);
  const rows = await lockRows(context, session, reader, keysIn(released.values()), controller);
  return rows.map((row) => ({ name: keyName(reader.key(row)), row, reader }));
}

async function heldAmong(
  erasing: Erasing,
  collection: ResolvedCollection,
  rows: readonly SharedRow[],
): Promise<Set<KeyName>> {
  const held = new Set<KeyName>();
  for (const holding of holdingsOf(erasing.resolved, collection)) {
    for (const name of await heldBy(erasing, collection, holding, rows)) held.add(name);
  }
  for (const link of sharedParents(erasing, collection)) {
    for (const name of await heldThrough(erasing, link, rows)) held.add(name);
  }
  return held;
}

/** Rows that this holder refers to. A row that refers to itself does not hold itself. */
async function heldBy(
  { context, session }: Erasing,
  collection: ResolvedCollection,
  holding: Holding,
  rows: readonly SharedRow[],
): Promise<KeyName[]> {
  const { dialect } = context;
  const shape = new TupleShape(holding.columns, holding.sharedColumns);
  const byTuple = grouped(rows, ({ row, reader }) =>
    shape.of(holding.sharedColumns.map((column) => reader.scalar(row, column))),
  );
  byTuple.delete(null);
  const tuples = [...byTuple.values()]
    .map(([one]) => (one ? holding.sharedColumns.map((column) => one.reader.scalar(one.row, column)) : []))
    .map((values) => encodeTuple(dialect, values, holding.columns))
    .filter((tuple) => tuple !== undefined);
  const quoted = holding.columns.map((column) => dialect.quote(column.name));
  const isSelf = holding.table === collection.table;
  const columns = [...holding.columns, ...(isSelf ? collection.key : [])];
  const held: KeyName[] = [];
  for (const some of chunks(tuples, dialect.listSize)) {
    const statement = new Statement(dialect);
    const where = dialect.among(quoted, holding.columns, some, statement.bind);
    const selected = columns.map((column) => dialect.quote(column.name)).join(', ');
    const sql = `SELECT DISTINCT ${selected} FROM ${quotedTable(dialect, holding.table)} WHERE ${where}`;
    for (const found of (await session.query(sql, statement.parameters)).rows) {
      const values = columns.map((column, at) => dialect.scalar(found[at] ?? null, column));
      const holder = keyName(values.slice(holding.columns.length).map(String));
      for (const { name } of byTuple.get(shape.of(values.slice(0, holding.columns.length))) ?? []) {
        if (!isSelf || holder !== name) held.push(name);
      }
    }
  }
  return held;
}

function sharedParents({ resolved }: Erasing, collection: ResolvedCollection): Link[] {
  const shared = sharedCollections(resolved);
  return resolved.links.filter(
    (link) =>
      link.via === 'owned' && link.child === collection && link.parent !== collection && shared.has(link.parent.name),
  );
}

/** Rows whose owner is a shared row that still stands and that others hold. */
async function heldThrough(erasing: Erasing, link: Link, rows: readonly SharedRow[]): Promise<KeyName[]> {
  const { context, session, resolved } = erasing;
  const { dialect } = context;
  const shape = new TupleShape(link.parentColumns, link.childColumns);
  const valuesOf = ({ row, reader }: SharedRow): Scalar[] =>
    link.childColumns.map((column) => reader.scalar(row, column));
  const tuples = rows
    .map((row) => encodeTuple(dialect, valuesOf(row), link.parentColumns))
    .filter((tuple) => tuple !== undefined);
  const parents: SharedRow[] = [];
  const reader = new RowReader(dialect, context.reading, link.parent, [
    ...link.parentColumns,
    ...holdingsOf(resolved, link.parent).flatMap((holding) => holding.sharedColumns),
    ...sharedParents(erasing, link.parent).flatMap((one) => one.childColumns),
  ]);
  const quoted = link.parentColumns.map((column) => dialect.quote(column.name));
  for (const some of chunks(tuples, dialect.listSize)) {
    const statement = new Statement(dialect);
    const where = dialect.among(quoted, link.parentColumns, some, statement.bind);
    const sql = `SELECT ${reader.selected} FROM ${quotedTable(dialect, link.parent.table)} WHERE ${where} FOR UPDATE`;
    const found = await session.query(sql, statement.parameters);
    parents.push(...found.rows.map((row) => ({ name: keyName(reader.key(row)), row, reader })));
  }
  const heldParents = await heldAmong(erasing, link.parent, parents);
  const heldTuples = new Set(
    parents
      .filter(({ name }) => heldParents.has(name))
      .map(({ row }) => shape.of(link.parentColumns.map((column) => reader.scalar(row, column)))),
  );
  return rows.filter((row) => heldTuples.has(shape.of(valuesOf(row)))).map(({ name }) => name);
}

/**
 * Rows about several people at once lose their links to the people of the batch and stay. A link that takes no NULL
 * cannot be cut: the row is reported as kept all the same.
 */
async function detach(
  erasing: Erasing,
  collection: ResolvedCollection,
  released: KeysOfPeople,
  work: EraseWork,
): Promise<Released[]> {
  const { context, resolved } = erasing;
  const { dialect } = context;
  for (const link of resolved.links.filter((one) => one.via === 'owned' && one.child === collection)) {
    if (!link.childColumns.every((column) => column.nullable && !collection.key.includes(column))) continue;
    const leaving = await valuesLeaving(erasing, link, work);
    const assignments = link.childColumns.map((column) => `${dialect.quote(column.name)} = NULL`).join(', ');
    const keyed = collection.key.map((column) => dialect.quote(column.name));
    const linked = link.childColumns.map((column) => dialect.quote(column.name));
    const keys = [...released.values()]
      .map(({ key }) => encodeTuple(dialect, key, collection.key))
      .filter((tuple) => tuple !== undefined);
    for (const some of chunks(keys, dialect.listSize)) {
      for (const values of chunks(leaving, dialect.listSize)) {
        const statement = new Statement(dialect);
        const where = allOf(
          dialect.among(keyed, collection.key, some, statement.bind),
          dialect.among(linked, link.childColumns, values, statement.bind),
        );
        const sql = `UPDATE ${quotedTable(dialect, collection.table)} SET ${assignments} WHERE ${where}`;
        await attributed(erasing, collection.name, sql, statement.parameters);
      }
    }
  }
  return [...released.values()];
}

/** Values by which the batch's own owners are known: their keys (the only thing that is left of them by now). */
async function valuesLeaving(erasing: Erasing, link: Link, work: EraseWork): Promise<ReturnType<typeof encodedKeys>> {
  const byKey = link.parentColumns.every((column, at) => column === link.parent.key[at]);
  const keys = [
    ...(work.deletes.get(link.parent.name)?.values() ?? []),
    ...work.masks.filter(({ collection }) => collection === link.parent.name).flatMap(({ keys }) => [...keys.values()]),
  ];
  return byKey ? encodedKeys(erasing, link, keysIn(keys)) : [];
}

function encodedKeys({ context }: Erasing, link: Link, keys: readonly Key[]) {
  return keys.map((key) => encodeTuple(context.dialect, key, link.childColumns)).filter((tuple) => tuple !== undefined);
}

function keysIn(released: Iterable<Released>): Key[] {
  return [...released].map(({ key }) => key);
}
