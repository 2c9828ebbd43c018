import { hash } from 'node:crypto';
import type { FlagBatch, FlagResult, Key } from '../kit/contract.js';
import { NotYet } from '../kit/errors.js';
import { locate } from './locate.js';
import { read } from './read.js';
import { fieldScope, keyScope, type RestRecord } from './record.js';
import { required, type RestContext } from './resolved.js';
import { forgotten, runSteps, StillWorking } from './steps.js';
import { update } from './update.js';

/**
 * Records an opt-out or a restriction in every record of the people for which the map or the definition knows how. What
 * the system still works on holds up nobody else, and is remembered until all of the batch is done.
 *
 * @throws NotYet
 */
export async function flag(context: RestContext, batch: FlagBatch): Promise<FlagResult[]> {
  const flagged = [...context.collections.values()].filter(
    ({ collection, rest }) => collection[batch.flag] ?? rest[batch.flag],
  );
  if (flagged.length === 0) return batch.people.map(({ person }) => ({ person, status: 'unsupported', records: 0 }));
  const names = new Set(flagged.map(({ name }) => name));
  const counts = new Map<string, number>();
  const noted: string[] = [];
  const pending: Date[] = [];
  for await (const { person, collection, key } of located(context, batch)) {
    if (!names.has(collection)) continue;
    const record = await read(context, required(context, collection), key, batch.signal);
    if (!record) continue;
    try {
      noted.push(...(await flagOne(context, batch, record, key)));
      counts.set(person, (counts.get(person) ?? 0) + 1);
    } catch (error) {
      if (!(error instanceof StillWorking)) throw error;
      pending.push(error.checkAgainAt);
    }
  }
  if (pending.length > 0) throw new NotYet(new Date(Math.min(...pending.map((at) => at.getTime()))));
  await forgotten(context, noted);
  return batch.people.map(({ person }) => {
    const records = counts.get(person) ?? 0;
    return { person, status: records > 0 ? 'acknowledged' : 'not-found', records };
  });
}

async function* located(context: RestContext, { controller, people, signal }: FlagBatch) {
  const batch = { controller, people, digest: () => '', ...(signal ? { signal } : {}) };
  for await (const records of locate(context, batch)) yield* records;
}

/** @returns names of the notes that were taken. @throws StillWorking */
async function flagOne(context: RestContext, batch: FlagBatch, record: RestRecord, key: Key): Promise<string[]> {
  const { resolved } = record;
  const name = hash('sha256', JSON.stringify([batch.flag, resolved.name, key]), 'hex');
  const set = Object.entries(resolved.collection[batch.flag]?.set ?? {});
  if (set.length > 0) {
    const changed = set.filter(([field, value]) => record.scalar(field) !== value);
    await update(context, record, changed, name, batch.signal);
    return [];
  }
  return runSteps(context, {
    steps: resolved.rest[batch.flag] ?? [],
    scope: { key: keyScope(resolved.rest, key), record: fieldScope(record), address: context.address },
    json: record.json,
    name,
    ...(batch.signal ? { signal: batch.signal } : {}),
  });
}
