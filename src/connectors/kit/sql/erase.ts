import type { EraseBatch, ErasePerson, EraseResult } from '../contract.js';
import { Refused } from '../errors.js';
import type { Session } from './dialect.js';
import { combine, conflicting, objection, type Refusal } from './erase-work.js';
import { eraseOrder } from './erase-order.js';
import { deleteRows, emptyReferences } from './delete-rows.js';
import { strangers } from './guards.js';
import { maskRows } from './mask-rows.js';
import { namesOf } from './names-of.js';
import { lockShared, releaseRows } from './release-rows.js';
import { required, type ResolvedMap } from './resolved-map.js';
import type { SqlContext } from './sql-context.js';
import { inTransaction } from './transaction.js';

/** What every part of one erasure works with. */
export interface Erasing {
  context: SqlContext;
  session: Session;
  resolved: ResolvedMap;
  controller: string;
}

type Kept = Extract<EraseResult, { status: 'done' }>['kept'];

/**
 * Erases a batch in one transaction: either all that is planned for the people who are not refused, or nothing. Run
 * again it does the same and no more, since it goes by the sealed keys.
 *
 * @throws Refused when the server refuses a statement that served several people (the caller halves the batch until the
 * guilty one stands alone, and is answered as refused), Retryable when nothing was wrong with the data.
 */
export async function erase(context: SqlContext, batch: EraseBatch): Promise<EraseResult[]> {
  const resolved = await context.resolve();
  const refused = new Map<string, Refusal>();
  for (const person of batch.people) {
    const reason = objection(resolved, batch.controller, person);
    if (reason) refused.set(person.person, reason);
  }
  const kept = new Map<string, Kept>();
  if (refused.size < batch.people.length) {
    try {
      await inTransaction(context.access, 'write', batch.signal, (session) =>
        eraseIn({ context, session, resolved, controller: batch.controller }, batch, refused, kept),
      );
    } catch (error) {
      const [only] = batch.people;
      if (!(error instanceof Refused) || batch.people.length > 1 || !only) throw error;
      refused.set(only.person, { reason: error.reason, ...error.where });
    }
  }
  return batch.people.map(({ person }): EraseResult => {
    const refusal = refused.get(person);
    return refusal
      ? { person, status: 'refused', ...refusal }
      : { person, status: 'done', kept: kept.get(person) ?? [] };
  });
}

async function eraseIn(
  erasing: Erasing,
  batch: EraseBatch,
  refused: Map<string, Refusal>,
  kept: Map<string, Kept>,
): Promise<void> {
  const willing = batch.people.filter(({ person }) => !refused.has(person));
  for (const [person, collection] of await strangers(erasing, willing, batch.digest)) {
    refused.set(person, { reason: 'somebody-else', collection });
  }
  const isRefused = ({ person }: ErasePerson): boolean => refused.has(person);
  const left = willing.filter((person) => !isRefused(person));
  for (const person of conflicting(left, batch.people.filter(isRefused))) refused.set(person, { reason: 'conflict' });
  const people = left.filter((person) => !isRefused(person));
  if (people.length === 0) return;

  const work = combine(people);
  for (const [collection, keys] of work.releases) await lockShared(erasing, collection, keys);
  const names = await namesOf(erasing, people, work);
  for (const group of work.masks) await maskRows(erasing, group, names);
  const order = eraseOrder(erasing.resolved, [...new Set([...work.deletes.keys(), ...work.releases.keys()])]);
  for (const { collection, reference } of order.broken) {
    const keys = work.deletes.get(collection);
    if (keys) await emptyReferences(erasing, required(erasing.resolved, collection), reference, keys);
  }
  for (const name of order.collections) {
    const collection = required(erasing.resolved, name);
    const deleted = work.deletes.get(name);
    if (deleted)
      await deleteRows(
        erasing,
        collection,
        [...deleted.values()].map(({ key }) => key),
      );
    const released = work.releases.get(name);
    if (!released) continue;
    for (const { key, people: sharing } of await releaseRows(erasing, collection, released, work)) {
      for (const person of sharing) {
        kept.set(person, [...(kept.get(person) ?? []), { collection: name, key, why: 'held-by-others' }]);
      }
    }
  }
}
