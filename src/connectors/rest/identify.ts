import { own } from '../../datamap/forms.js';
import type { IdentifiedRecord, IdentifyBatch, Identifier } from '../kit/contract.js';
import { isInScope, read } from './read.js';
import type { RestContext } from './resolved.js';

/** Whom ids that a webhook named stand for. A record that is not there any more is left out. */
export async function identify(context: RestContext, batch: IdentifyBatch): Promise<IdentifiedRecord[]> {
  const found: IdentifiedRecord[] = [];
  for (const { kind, id } of batch.records) {
    const table = own(context.definition.subjects, kind);
    const resolved = [...context.collections.values()].find((one) => one.table === table);
    if (!resolved) continue;
    const record = await read(context, resolved, [id], batch.signal);
    if (!record || !isInScope(record, batch.controller)) continue;
    found.push({ kind, id, identifiers: record.shows() satisfies Identifier[] });
  }
  return found;
}
