import type { EraseStep, Identifier, Key } from '../connectors/kit/contract.js';
import type { Scalar, Strategy } from '../datamap/language.js';

/** One record of an effect, with what is needed to finish it without the plan. */
export interface EffectRow {
  key: Key;
  /** Keyed digest of who the record is about; compared before any later touch (invariant 7). */
  fingerprint?: string;
  /** Keyed digests of the fields that a mask will change. */
  digests?: Record<string, string>;
}

/** Records of one collection that share a verdict. `none`: nothing is done to them (retained, necessary, of others). */
export interface EffectGroup {
  collection: string;
  /** The verdict, spelt so that two equal verdicts are equal strings: see `planning/verdict.ts`. */
  verdict: string;
  action: EraseStep['action'] | 'none';
  mask?: Record<string, Strategy>;
  set?: Record<string, Scalar>;
  rows: EffectRow[];
}

/** What an erasure does to one person's records in one system. */
export interface EffectSet {
  groups: EffectGroup[];
  /** By which the person is looked up again before and after. */
  identifiers: Identifier[];
  /**
   * The effect is about these records alone, whatever else a search finds (a deferred erasure: what she has given since
   * is a new relation). These records show who she is, and are compared under lock before anything is touched.
   */
  bound?: { anchors: { collection: string; key: Key; fingerprint: string }[] };
}

/** The key as JSON. The commonest kind is spelt without the serialiser: this is asked for each row many times. */
export function keyText(key: Key): string {
  const [only] = key;
  return key.length === 1 && typeof only === 'number' ? `[${only}]` : JSON.stringify(key);
}

/** Of the groups, what a bound effect is about; everything for any other. */
export function withinBounds(set: EffectSet, groups: readonly EffectGroup[]): EffectGroup[] {
  if (!set.bound) return [...groups];
  const names = new Set(
    set.groups.flatMap((group) => group.rows.map((row) => `${group.collection} ${keyText(row.key)}`)),
  );
  return groups
    .map((group) => ({
      ...group,
      rows: group.rows.filter((row) => names.has(`${group.collection} ${keyText(row.key)}`)),
    }))
    .filter((group) => group.rows.length > 0);
}

export function rowsOf(set: EffectSet): number {
  return set.groups.reduce((sum, group) => sum + group.rows.length, 0);
}
