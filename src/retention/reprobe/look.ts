import type { Key, LocatedRecord } from '../../connectors/kit/contract.js';
import type { EffectRow, EffectSet } from '../../work/effect-set.js';
import { recordName } from '../record-name.js';

/** A record that was found after an erasure and that the erasure does not explain. */
export interface Hit {
  collection: string;
  key: Key;
  /** Its keyed fingerprint says that it is the same person; else only what she was looked up by agrees. */
  same: boolean;
}

interface Sealed {
  row: EffectRow;
  action: EffectSet['groups'][number]['action'];
}

/**
 * What a look after an erasure has found of the person, beside what was left there on purpose. A record counts as the
 * same person's when its fingerprint is one of those sealed for its collection, under whatever key; and, where a record
 * has been masked, when it holds an old value again. What belongs to other records is explained by those.
 */
export function hitsOf(sets: readonly EffectSet[], found: readonly LocatedRecord[]): Hit[] {
  const sealed = new Map<string, Sealed[]>();
  const fingerprints = new Map<string, Set<string>>();
  for (const group of sets.flatMap(({ groups }) => groups)) {
    for (const row of group.rows) {
      const name = recordName({ collection: group.collection, key: row.key });
      sealed.set(name, [...(sealed.get(name) ?? []), { row, action: group.action }]);
      if (row.fingerprint) {
        const known = fingerprints.get(group.collection) ?? new Set();
        fingerprints.set(group.collection, known.add(row.fingerprint));
      }
    }
  }
  const isHers = (record: LocatedRecord): boolean =>
    record.fingerprint !== undefined && (fingerprints.get(record.collection)?.has(record.fingerprint) ?? false);
  // A deferred erasure is about its own records: what else is hers was known when it was approved.
  const bound = sets.length > 0 && sets.every((set) => set.bound);
  return found.flatMap((record): Hit[] => {
    const { collection, key } = record;
    const own = sealed.get(recordName(record));
    if (own) {
      const back = own.some((one) => isBack(one, record));
      return back ? [{ collection, key, same: isHers(record) || oldValueIn(own, record) }] : [];
    }
    return record.via === 'identity' && !bound ? [{ collection, key, same: isHers(record) }] : [];
  });
}

/** Is a record there that should be gone, or legible that should be masked? What others hold stays. */
function isBack({ row, action }: Sealed, record: LocatedRecord): boolean {
  if (action === 'delete') return true;
  if (action === 'mask') return sharesDigest(row, record);
  return false;
}

function oldValueIn(own: readonly Sealed[], record: LocatedRecord): boolean {
  return own.some(({ row, action }) => action === 'mask' && sharesDigest(row, record));
}

function sharesDigest(row: EffectRow, record: LocatedRecord): boolean {
  return Object.entries(row.digests ?? {}).some(([field, digest]) => record.digests[field] === digest);
}
