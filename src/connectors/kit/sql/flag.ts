import type { FlagBatch, FlagResult, Key } from '../contract.js';
import { attributed } from './attributed.js';
import type { Session } from './dialect.js';
import { locate } from './locate.js';
import { required, type ResolvedMap } from './resolved-map.js';
import { type KeyName, keyName } from './key-name.js';
import { keyConditions } from './rows-by-key.js';
import type { SqlContext } from './sql-context.js';
import { columnOf, quotedTable } from './statement.js';
import { inTransaction } from './transaction.js';

/** Sets what the map says for an opt-out or a restriction in every record of the people that knows such a flag. */
export async function flag(context: SqlContext, batch: FlagBatch): Promise<FlagResult[]> {
  const resolved = await context.resolve();
  const flagged = [...resolved.collections.values()].filter(({ collection }) => collection[batch.flag]);
  if (flagged.length === 0) return batch.people.map(({ person }) => ({ person, status: 'unsupported', records: 0 }));

  const names = new Set(flagged.map(({ name }) => name));
  const keys = new Map<string, Map<KeyName, Key>>();
  const counts = new Map<string, number>();
  const { controller, people, signal } = batch;
  for await (const records of locate(context, { controller, people, signal, digest: () => '' })) {
    for (const { person, collection, key, via } of records) {
      // A flag of one holder must not change what others share.
      if (!names.has(collection) || via === 'shared') continue;
      keys.set(collection, (keys.get(collection) ?? new Map<KeyName, Key>()).set(keyName(key), key));
      counts.set(person, (counts.get(person) ?? 0) + 1);
    }
  }
  if (keys.size > 0) {
    await inTransaction(context.access, 'write', signal, async (session) => {
      for (const [name, some] of keys) await setFlag(context, session, resolved, batch, name, [...some.values()]);
    });
  }
  return people.map(({ person }) => {
    const records = counts.get(person) ?? 0;
    return { person, status: records > 0 ? 'acknowledged' : 'not-found', records };
  });
}

async function setFlag(
  context: SqlContext,
  session: Session,
  resolved: ResolvedMap,
  batch: FlagBatch,
  name: string,
  keys: readonly Key[],
): Promise<void> {
  const { dialect } = context;
  const collection = required(resolved, name);
  for (const { statement, where } of keyConditions(context, collection, keys, batch.controller)) {
    const assignments = Object.entries(collection.collection[batch.flag]?.set ?? {}).map(([field, value]) => {
      const column = columnOf(collection.table, field, name);
      return `${dialect.quote(field)} = ${dialect.value(dialect.encode(value, column) ?? null, column, statement.bind)}`;
    });
    if (assignments.length === 0) continue;
    const sql = `UPDATE ${quotedTable(dialect, collection.table)} SET ${assignments.join(', ')} WHERE ${where(statement)}`;
    await attributed({ context, session }, name, sql, statement.parameters);
  }
}
