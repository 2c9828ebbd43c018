import { randomBytes } from 'node:crypto';
import type { Scalar, Strategy } from '../../../datamap/language.js';
import type { JsonValue } from '../contract.js';
import { Refused } from '../errors.js';
import { hashShape } from '../masking/hash-shape.js';
import { concretePaths, occupiedPaths } from '../masking/json-paths.js';
import { redact } from '../masking/redaction.js';
import { attributed } from './attributed.js';
import type { RawRow } from './dialect.js';
import type { Erasing } from './erase.js';
import type { MaskGroup } from './erase-work.js';
import type { LiveColumn } from './live-schema.js';
import type { PeopleKnown } from './people-known.js';
import { required, type ResolvedCollection } from './resolved-map.js';
import { keyName } from './key-name.js';
import { RowReader } from './row-reader.js';
import { keyConditions, lockRows } from './rows-by-key.js';
import { chunks, columnOf, quotedTable, Statement } from './statement.js';
import { encodeTuple } from './tuples.js';

/** Rows that are changed by one statement where each gets a value of its own. */
const ROWWISE = 100;

interface Assignment {
  column: LiveColumn;
  strategy: Strategy;
}

/** Masks the rows of a group: in one statement what a statement can do, row by row what needs the value. */
export async function maskRows(erasing: Erasing, group: MaskGroup, known: PeopleKnown | null): Promise<void> {
  const collection = required(erasing.resolved, group.collection);
  const assignments = [
    ...Object.entries(group.mask),
    ...Object.entries(group.set).map(([name, constant]): [string, Strategy] => [name, { constant }]),
  ].map(([name, strategy]) => ({ column: columnOf(collection.table, name, collection.name), strategy }));
  const rowwise = assignments.filter(({ strategy }) => needsValue(strategy));
  // First what reads the values, so that one row is never half masked when it is read.
  if (rowwise.length > 0) await maskByValue(erasing, collection, rowwise, group, known);
  const setwise = assignments.filter(({ strategy }) => !needsValue(strategy));
  if (setwise.length > 0) await maskBySet(erasing, collection, setwise, group);
}

function needsValue(strategy: Strategy): boolean {
  if (strategy === null) return false;
  return 'redact' in strategy || ('json' in strategy && concretePaths(strategy.json) === null);
}

async function maskBySet(
  erasing: Erasing,
  collection: ResolvedCollection,
  assignments: readonly Assignment[],
  group: MaskGroup,
): Promise<void> {
  const { context, controller } = erasing;
  const keys = [...group.keys.values()].map(({ key }) => key);
  for (const { statement, where } of keyConditions(context, collection, keys, controller)) {
    const set = assignments
      .map(
        ({ column, strategy }) =>
          `${context.dialect.quote(column.name)} = ${masked(erasing, collection, column, strategy, statement)}`,
      )
      .join(', ');
    const sql = `UPDATE ${quotedTable(context.dialect, collection.table)} SET ${set} WHERE ${where(statement)}`;
    await attributed(erasing, collection.name, sql, statement.parameters);
  }
}

/** SQL of the masked value, from the column itself and fresh salt. */
function masked(
  { context: { dialect } }: Erasing,
  collection: ResolvedCollection,
  column: LiveColumn,
  strategy: Strategy,
  statement: Statement,
): string {
  const quoted = dialect.quote(column.name);
  const refuse = (message: string): Refused =>
    new Refused('constraint', message, { collection: collection.name, column: column.name });
  if (strategy === null || ('constant' in strategy && strategy.constant === null)) return 'NULL';
  if ('constant' in strategy) {
    const parameter = dialect.encode(strategy.constant, column);
    if (parameter === undefined || tooLong(strategy.constant, column))
      throw refuse('The column cannot hold the constant.');
    return dialect.value(parameter, column, statement.bind);
  }
  const unlessNull = (sql: string): string => `CASE WHEN ${quoted} IS NULL THEN NULL ELSE ${sql} END`;
  if ('hash' in strategy) {
    const shape = hashShape(strategy, column.length);
    if (!shape || (column.family !== 'text' && column.family !== 'uuid'))
      throw refuse('A hash does not fit the column.');
    // The salt is used for this statement and kept nowhere: nothing leads back from the value to the person.
    const salt = randomBytes(32).toString('hex');
    return unlessNull(dialect.saltedHash(shape, salt, collection.key, column, statement.bind));
  }
  if ('date' in strategy) {
    if (!['date', 'timestamp', 'timestamptz'].includes(column.family)) throw refuse('The column holds no date.');
    return dialect.truncateDate(quoted, strategy.date, column);
  }
  if (column.family !== ('json' in strategy ? 'json' : 'text')) throw refuse('The strategy does not fit the column.');
  if ('keepPrefix' in strategy) return `left(${quoted}, ${Math.max(0, Math.trunc(strategy.keepPrefix))})`;
  if ('json' in strategy) return dialect.nullPaths(quoted, concretePaths(strategy.json) ?? [], column, statement.bind);
  throw refuse('The strategy is not known.');
}

function tooLong(constant: Scalar, column: LiveColumn): boolean {
  return column.family === 'text' && column.length !== null && Array.from(String(constant)).length > column.length;
}

async function maskByValue(
  erasing: Erasing,
  collection: ResolvedCollection,
  assignments: readonly Assignment[],
  group: MaskGroup,
  known: PeopleKnown | null,
): Promise<void> {
  const { context, session, controller } = erasing;
  const reader = new RowReader(
    context.dialect,
    context.reading,
    collection,
    assignments.map(({ column }) => column),
  );
  for (const some of chunks(group.keys.values(), ROWWISE)) {
    const rows = await lockRows(
      context,
      session,
      reader,
      some.map(({ key }) => key),
      controller,
    );
    for (const { column, strategy } of assignments) {
      if (strategy === null) continue;
      if ('redact' in strategy) await redactColumn(erasing, reader, column, rows, group, known);
      if ('json' in strategy) await emptyPaths(erasing, reader, column, strategy.json, rows);
    }
  }
}

async function redactColumn(
  erasing: Erasing,
  reader: RowReader,
  column: LiveColumn,
  rows: readonly RawRow[],
  group: MaskGroup,
  known: PeopleKnown | null,
): Promise<void> {
  const { dialect } = erasing.context;
  const { collection } = reader;
  const quoted = dialect.quote(column.name);
  const keys = collection.key.map((one) => dialect.quote(one.name));
  const statement = new Statement(dialect);
  const changed: RawRow[] = [];
  const cases: string[] = [];
  for (const row of rows) {
    const text = reader.scalar(row, column);
    if (typeof text !== 'string') continue;
    const people = group.keys.get(keyName(reader.key(row)))?.people ?? [];
    const redacted = people.reduce((now, person) => redact(now, known?.redactor(person) ?? null, column.length), text);
    const tuple = encodeTuple(dialect, reader.key(row), collection.key);
    if (redacted === text || !tuple) continue;
    const condition = dialect.among(keys, collection.key, [tuple], statement.bind);
    cases.push(`WHEN ${condition} THEN ${dialect.value(redacted, column, statement.bind)}`);
    changed.push(row);
  }
  if (changed.length === 0) return;
  const tuples = changed
    .map((row) => encodeTuple(dialect, reader.key(row), collection.key))
    .filter((tuple) => tuple !== undefined);
  const where = dialect.among(keys, collection.key, tuples, statement.bind);
  const sql = `UPDATE ${quotedTable(dialect, collection.table)} SET ${quoted} = CASE ${cases.join(' ')} ELSE ${quoted} END WHERE ${where}`;
  await attributed(erasing, collection.name, sql, statement.parameters);
}

/** Paths with `[*]` are found in each document, and emptied there by the server, which keeps numbers as they are. */
async function emptyPaths(
  erasing: Erasing,
  reader: RowReader,
  column: LiveColumn,
  paths: string[],
  rows: readonly RawRow[],
): Promise<void> {
  const { dialect } = erasing.context;
  const { collection } = reader;
  const quoted = dialect.quote(column.name);
  const keys = collection.key.map((one) => dialect.quote(one.name));
  for (const row of rows) {
    const text = reader.scalar(row, column);
    const tuple = encodeTuple(dialect, reader.key(row), collection.key);
    const occupied = typeof text === 'string' ? occupiedPaths(JSON.parse(text) as JsonValue, paths) : [];
    if (occupied.length === 0 || !tuple) continue;
    const statement = new Statement(dialect);
    const emptied = dialect.nullPaths(quoted, occupied, column, statement.bind);
    const where = dialect.among(keys, collection.key, [tuple], statement.bind);
    const sql = `UPDATE ${quotedTable(dialect, collection.table)} SET ${quoted} = ${emptied} WHERE ${where}`;
    await attributed(erasing, collection.name, sql, statement.parameters);
  }
}
