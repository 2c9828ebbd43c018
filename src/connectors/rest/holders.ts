import { listOf } from '../../datamap/forms.js';
import type { RestRecord } from './record.js';
import type { Resolved } from './resolved.js';

/**
 * Owners that a record names beside the given ones: a note on two contacts goes with the last of them. Only a link of one
 * field can name several.
 *
 * @param own per owner collection, the values of its field that the link points to.
 * @param least a record that names fewer owners than this has no others.
 */
export function otherHolders(record: RestRecord, own: (collection: string) => ReadonlySet<string>, least = 2): number {
  let others = 0;
  for (const [collection, { from }] of record.resolved.owners) {
    const [field, ...further] = from;
    if (field === undefined || further.length > 0) continue;
    const named = new Set(record.texts(field));
    if (named.size < least) continue;
    const hers = own(collection);
    others += [...named].filter((one) => !hers.has(one)).length;
  }
  return others;
}

/** Can these records name several owners at all? */
export function mayBeShared({ owners, rest }: Resolved): boolean {
  return [...owners.values()].some(({ from }) => {
    const places = listOf(rest.fields[from[0] ?? '']?.at);
    return from.length === 1 && (places.length > 1 || places.some((place) => place.includes('[*]')));
  });
}
