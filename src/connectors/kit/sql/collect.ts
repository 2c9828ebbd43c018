import { grouped } from './grouped.js';
import type { CollectBatch, CollectedRecord, Key, RowsOf } from '../contract.js';
import type { RawRow, Session } from './dialect.js';
import type { LiveColumn } from './live-schema.js';
import { describedField } from '../../../datamap/map-facts.js';
import { required, type ResolvedCollection, scopeOf } from './resolved-map.js';
import { type KeyName, keyName } from './key-name.js';
import { RowReader } from './row-reader.js';
import { rowsByKey } from './rows-by-key.js';
import type { SqlContext } from './sql-context.js';
import { columnOf } from './statement.js';
import { inSnapshot } from './transaction.js';

/** Rows that are read from the server at a time; of wide ones fewer (`FetchSize`). */
const FETCH = 4000;

/** The mapped fields of the named rows, as they stand. Fields that are never disclosed stay where they are. */
export function collect(context: SqlContext, batch: CollectBatch): AsyncIterable<CollectedRecord[]> {
  return (async function* () {
    const resolved = await context.resolve();
    const collections = [...grouped(batch.rows, (rows) => rows.collection)].map(
      ([name, rows]) => [required(resolved, name), rows] as const,
    );
    yield* inSnapshot(context.access, batch.signal, async function* (session) {
      for (const [collection, rows] of collections) {
        if (scopeOf(collection.collection, batch.controller) === null) continue;
        yield* collectFrom(context, session, collection, rows, batch.controller);
      }
    });
  })();
}

async function* collectFrom(
  context: SqlContext,
  session: Session,
  collection: ResolvedCollection,
  rows: readonly RowsOf[],
  controller: string,
): AsyncGenerator<CollectedRecord[]> {
  const fields = disclosedColumns(collection);
  const reader = new RowReader(context.dialect, context.reading, collection, fields);
  const people = peopleByKey(rows);
  const toRecord = recordOf(context, reader, fields);
  for await (const found of rowsByKey(context, session, reader, people.keys, controller, FETCH)) {
    const records: CollectedRecord[] = [];
    for (const row of found) {
      const key = reader.key(row);
      const record = toRecord(row);
      for (const person of people.of(key) ?? []) records.push({ person, collection: collection.name, key, record });
    }
    if (records.length > 0) yield records;
  }
}

/** A row as the person is shown it. */
function recordOf(
  { dialect }: SqlContext,
  reader: RowReader,
  fields: readonly LiveColumn[],
): (row: RawRow) => CollectedRecord['record'] {
  // Set by assignment, this one name would change what the record inherits.
  if (fields.some(({ name }) => name === '__proto__')) {
    return (row) =>
      Object.fromEntries(fields.map((column) => [column.name, dialect.disclose(reader.raw(row, column), column)]));
  }
  return (row) => {
    const record: CollectedRecord['record'] = {};
    for (const column of fields) record[column.name] = dialect.disclose(reader.raw(row, column), column);
    return record;
  };
}

function disclosedColumns(collection: ResolvedCollection): LiveColumn[] {
  return Object.keys(collection.collection.fields)
    .filter((name) => !describedField(collection.collection, name).neverDisclose)
    .map((name) => columnOf(collection.table, name, collection.name));
}

function peopleByKey(rows: readonly RowsOf[]): { keys: Key[]; of(key: Key): string[] | undefined } {
  const people = new Map<KeyName, string[]>();
  const keys: Key[] = [];
  for (const { person, keys: own } of rows) {
    for (const key of own) {
      const name = keyName(key);
      const sharing = people.get(name);
      if (!sharing) {
        people.set(name, [person]);
        keys.push(key);
      } else if (!sharing.includes(person)) sharing.push(person);
    }
  }
  return { keys, of: (key) => people.get(keyName(key)) };
}
