import { fieldOf } from '../../datamap/forms.js';
import type { CollectBatch, CollectedRecord } from '../kit/contract.js';
import { Cancelled } from '../kit/errors.js';
import { isInScope, type ListsRead, read } from './read.js';
import type { RestRecord } from './record.js';
import { required, type RestContext } from './resolved.js';

/** Records that are handed on together. */
const CHUNK = 50;

/** The mapped fields of the named records, as they stand. Fields that are never disclosed stay where they are. */
export async function* collect(context: RestContext, batch: CollectBatch): AsyncGenerator<CollectedRecord[]> {
  if (batch.signal?.aborted) throw new Cancelled('The call was cancelled.');
  let chunk: CollectedRecord[] = [];
  const lists: ListsRead = new Map();
  for (const { person, collection, keys } of batch.rows) {
    const resolved = required(context, collection);
    for (const key of keys) {
      const record = await read(context, resolved, key, batch.signal, lists);
      if (!record || !isInScope(record, batch.controller)) continue;
      chunk.push({ person, collection, key, record: disclosed(record) });
      if (chunk.length < CHUNK) continue;
      yield chunk;
      chunk = [];
    }
  }
  if (chunk.length > 0) yield chunk;
}

function disclosed(record: RestRecord): CollectedRecord['record'] {
  const { fields } = record.resolved.collection;
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([, field]) => !fieldOf(field).neverDisclose)
      .map(([name]) => [name, record.value(name) ?? null]),
  );
}
