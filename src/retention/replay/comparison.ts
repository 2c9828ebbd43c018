import type { Identifier, Key, LocatedRecord } from '../../connectors/kit/contract.js';
import type { EffectGroup, EffectSet } from '../../work/effect-set.js';
import { recordName } from '../record-name.js';

/** What of an erasure is to be done again, and what must be left alone. */
export interface Comparison {
  /** Sealed records that are back and are still hers, grouped with what is to become of them. */
  again: EffectGroup[];
  /**
   * Kept records whose mask is a restriction alone: whether that was lost cannot be seen, so that it is set again. They say
   * nothing about whether the system is clean.
   */
  restrictions: EffectGroup[];
  /** Records that belong to those and were not there when she was erased (she had removed them herself meanwhile). */
  more: EffectGroup[];
  /** Sealed keys under which something stands that cannot be shown to be hers. */
  strangers: { collection: string; key: Key }[];
  /** Records that lead to her and are neither sealed nor belong to what is: whose they are, a person says. */
  details: { collection: string; key: Key }[];
  /** Sealed records that the erasure had left as they were. */
  kept: number;
}

/** What is known of the system now. */
export interface Scene {
  /** Everything that her sealed identifiers lead to. */
  located: readonly LocatedRecord[];
  /** Names of the sealed records that are there, whoever they are about. */
  present: ReadonlySet<string>;
  /** Of those to be masked: names of the ones that hold an old value again. */
  legible: ReadonlySet<string>;
  /** Fingerprints that a record had in any erasure of hers, by name: a later one saw it masked. */
  fingerprints: ReadonlyMap<string, ReadonlySet<string>>;
  /** The judgement of all that was located by the law the erasure was approved under. */
  judged: readonly EffectGroup[];
}

/**
 * Compares an erasure with the system as it is after a restore. A key alone proves nothing, since it may have been given
 * out anew: the record's own keyed fingerprint must be the sealed one, or, where it has none, that of the record it
 * belongs to. Whatever is not shown to be hers is left alone (practice 17).
 */
export function compare(set: EffectSet, scene: Scene): Comparison {
  const located = new Map(scene.located.map((record) => [recordName(record), record]));
  const sealedNames = new Set(
    set.groups.flatMap(({ collection, rows }) => rows.map(({ key }) => recordName({ collection, key }))),
  );
  const isSealedSelf = (record: LocatedRecord): boolean =>
    record.fingerprint !== undefined && (scene.fingerprints.get(recordName(record))?.has(record.fingerprint) ?? false);
  const hers = memo((record: LocatedRecord): boolean => {
    if (record.fingerprint !== undefined) return isSealedSelf(record);
    const above = record.via === 'shared' ? (record.holders ?? []) : record.owner ? [record.owner] : [];
    return above.some((one) => {
      const found = located.get(recordName(one));
      return found !== undefined && found !== record && hers(found);
    });
  });

  const strangers: Comparison['strangers'] = [];
  const restrictions: EffectGroup[] = [];
  const again = set.groups.flatMap((group): EffectGroup[] => {
    if (group.action === 'none') return [];
    if (isRestriction(group)) {
      const rows = group.rows.filter(({ key }) => {
        const record = located.get(recordName({ collection: group.collection, key }));
        return record !== undefined && hers(record);
      });
      if (rows.length > 0) restrictions.push({ ...group, rows });
      return [];
    }
    const rows = group.rows.filter((row) => {
      const name = recordName({ collection: group.collection, key: row.key });
      if (!scene.present.has(name)) return false;
      const record = located.get(name);
      // A shared record that others hold stays for good reason; it is back only if it hangs on her again.
      if (group.action === 'release') return record !== undefined && hers(record);
      // Blank as it was left.
      if (group.action === 'mask' && !scene.legible.has(name)) return false;
      if (record !== undefined && hers(record)) return true;
      strangers.push({ collection: group.collection, key: row.key });
      return false;
    });
    // As it is now: it was compared with the sealed one above, and is compared again under lock.
    return rows.length > 0 ? [{ ...group, rows: rows.map((row) => withLive(row, group.collection, located)) }] : [];
  });

  // A key that was looked up as an identifier may be anybody's by now; what she gave or was shown by is hers.
  const own = new Set(set.identifiers.map(({ kind, value }) => `${kind}\u0000${value}`));
  const isHerOwn = ({ kind, value }: Identifier): boolean => own.has(`${kind}\u0000${value}`);
  // What belongs to a deferred erasure was bounded when it was approved.
  const beyond = set.bound ? [] : scene.located.filter((record) => !sealedNames.has(recordName(record)));
  const belonging = new Set(beyond.filter((record) => record.via !== 'identity' && hers(record)).map(recordName));
  const more = scene.judged.flatMap((group): EffectGroup[] => {
    if (group.action === 'none') return [];
    const rows = group.rows.filter(({ key }) => belonging.has(recordName({ collection: group.collection, key })));
    return rows.length > 0 ? [{ ...group, rows }] : [];
  });
  return {
    again,
    restrictions,
    more,
    strangers,
    details: beyond
      .filter(({ via, matched }) => via === 'identity' && (matched ?? []).some(isHerOwn))
      .map(({ collection, key }) => ({ collection, key })),
    kept: set.groups.filter(({ action }) => action === 'none').reduce((sum, { rows }) => sum + rows.length, 0),
  };
}

function isRestriction(group: EffectGroup): boolean {
  return group.action === 'mask' && group.set !== undefined && Object.keys(group.mask ?? {}).length === 0;
}

function withLive(
  row: EffectGroup['rows'][number],
  collection: string,
  located: ReadonlyMap<string, LocatedRecord>,
): EffectGroup['rows'][number] {
  const fingerprint = located.get(recordName({ collection, key: row.key }))?.fingerprint;
  return fingerprint === undefined ? row : { ...row, fingerprint };
}

/** Owners may go in circles: while a record is being judged, it proves nothing. */
function memo(judge: (record: LocatedRecord) => boolean): (record: LocatedRecord) => boolean {
  const known = new Map<LocatedRecord, boolean>();
  return (record) => {
    const before = known.get(record);
    if (before !== undefined) return before;
    known.set(record, false);
    const verdict = judge(record);
    known.set(record, verdict);
    return verdict;
  };
}

export function rowsIn(groups: readonly EffectGroup[]): number {
  return groups.reduce((sum, { rows }) => sum + rows.length, 0);
}
