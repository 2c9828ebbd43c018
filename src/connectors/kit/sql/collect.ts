import { grouped } from './grouped.js';
import type { CollectBatch, CollectedRecord, Key, RowsOf } from '../contract.js';
import type { Session } from './dialect.js';
import type { LiveColumn } from './live-schema.js';
import { describedField } from './map-facts.js';
import { required, type ResolvedCollection, scopeOf } from './resolved-map.js';
import { keyText, RowReader } from './row-reader.js';
import { rowsByKey } from './rows-by-key.js';
import type { SqlContext } from './sql-context.js';
import { columnOf } from './statement.js';
import { inSnapshot } from './transaction.js';

const FETCH = 1000;

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
  for await (const found of rowsByKey(context, session, reader, people.keys, controller, FETCH)) {
    const records = found.flatMap((row) => {
      const key = reader.key(row);
      const record = Object.fromEntries(
        fields.map((column) => [column.name, context.dialect.disclose(reader.raw(row, column), column)]),
      );
      return (people.of(key) ?? []).map((person) => ({ person, collection: collection.name, key, record }));
    });
    if (records.length > 0) yield records;
  }
}

function disclosedColumns(collection: ResolvedCollection): LiveColumn[] {
  return Object.keys(collection.collection.fields)
    .filter((name) => !describedField(collection.collection, name).neverDisclose)
    .map((name) => columnOf(collection.table, name, collection.name));
}

function peopleByKey(rows: readonly RowsOf[]): { keys: Key[]; of(key: Key): string[] | undefined } {
  const people = new Map<string, string[]>();
  const keys: Key[] = [];
  for (const { person, keys: own } of rows) {
    for (const key of own) {
      const name = keyText(key);
      const sharing = people.get(name);
      if (!sharing) {
        people.set(name, [person]);
        keys.push(key);
      } else if (!sharing.includes(person)) sharing.push(person);
    }
  }
  return { keys, of: (key) => people.get(keyText(key)) };
}
