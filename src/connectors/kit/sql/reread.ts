import { grouped } from './grouped.js';
import type { Key, RereadBatch, RereadItem, RereadResult } from '../contract.js';
import type { Session } from './dialect.js';
import { fieldDigest } from './record-builder.js';
import { required, type ResolvedCollection } from './resolved-map.js';
import { type KeyName, keyName } from './key-name.js';
import { RowReader } from './row-reader.js';
import { rowsByKey } from './rows-by-key.js';
import type { SqlContext } from './sql-context.js';
import { columnOf } from './statement.js';
import { inTransaction } from './transaction.js';

const FETCH = 2000;

/** What of the sealed keys is still there, or still holds an old value. One statement for a collection of the batch. */
export async function reread(context: SqlContext, batch: RereadBatch): Promise<RereadResult[]> {
  const resolved = await context.resolve();
  const results = batch.items.map((item): RereadResult => ({
    person: item.person,
    collection: item.collection,
    residue: [],
    evidence: 'reread',
  }));
  const collections = grouped(batch.items.entries(), ([, item]) => item.collection);
  await inTransaction(context.access, 'read', batch.signal, async (session) => {
    for (const [name, items] of collections) {
      await rereadOne(context, session, required(resolved, name), batch, items, results);
    }
  });
  return results;
}

type Expected = { result: RereadResult; key: Key; before: Record<string, string> | null };

async function rereadOne(
  context: SqlContext,
  session: Session,
  collection: ResolvedCollection,
  batch: RereadBatch,
  items: readonly [number, RereadItem][],
  results: RereadResult[],
): Promise<void> {
  const expected = new Map<KeyName, Expected[]>();
  const keys = new Map<KeyName, Key>();
  const fields = new Set<string>();
  for (const [at, item] of items) {
    for (const { key, before } of item.rows) {
      const result = results[at];
      if (!result) continue;
      const name = keyName(key);
      keys.set(name, key);
      const one = { result, key, before: item.expect === 'masked' ? (before ?? {}) : null };
      const others = expected.get(name);
      if (others) others.push(one);
      else expected.set(name, [one]);
      for (const field of Object.keys(one.before ?? {})) fields.add(field);
    }
  }
  const columns = [...fields].map((field) => columnOf(collection.table, field, collection.name));
  const reader = new RowReader(context.dialect, context.reading, collection, columns);
  for await (const rows of rowsByKey(context, session, reader, keys.values(), batch.controller, FETCH)) {
    for (const row of rows) {
      for (const { result, key, before } of expected.get(keyName(reader.key(row))) ?? []) {
        if (before === null) result.residue.push({ key });
        else {
          const same = Object.entries(before).filter(([field, digest]) => {
            const value = reader.scalar(row, columnOf(collection.table, field, collection.name));
            return value !== null && fieldDigest(batch.digest, collection.name, field, String(value)) === digest;
          });
          if (same.length > 0) result.residue.push({ key, fields: same.map(([field]) => field) });
        }
      }
    }
  }
}
