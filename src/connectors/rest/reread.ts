import type { RereadBatch, RereadResult } from '../kit/contract.js';
import { Cancelled } from '../kit/errors.js';
import { fieldDigest } from '../kit/sql/record-builder.js';
import { isInScope, type ListsRead, read } from './read.js';
import { required, type RestContext } from './resolved.js';

/** What of the sealed keys the system still shows, or shows with an old value: its own word for it that all is done counts for nothing. */
export async function reread(context: RestContext, batch: RereadBatch): Promise<RereadResult[]> {
  if (batch.signal?.aborted) throw new Cancelled('The call was cancelled.');
  const results: RereadResult[] = [];
  const lists: ListsRead = new Map();
  for (const { person, collection, expect, rows } of batch.items) {
    const resolved = required(context, collection);
    const residue: RereadResult['residue'] = [];
    for (const { key, before = {} } of rows) {
      const record = await read(context, resolved, key, batch.signal, lists);
      if (!record || !isInScope(record, batch.controller)) continue;
      if (expect === 'gone') {
        residue.push({ key });
        continue;
      }
      const fields = Object.entries(before)
        .filter(([field, digest]) => {
          const value = record.scalar(field);
          return value !== null && fieldDigest(batch.digest, collection, field, String(value)) === digest;
        })
        .map(([field]) => field);
      if (fields.length > 0) residue.push({ key, fields });
    }
    results.push({
      person,
      collection,
      residue,
      evidence: resolved.rest.evidence ?? context.definition.evidence ?? 'reread',
    });
  }
  return results;
}
