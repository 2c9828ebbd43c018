import type { EffectGroup, EffectRow } from './effect-set.js';

/**
 * Is a fresh judgement the approved one, record by record? Both come out of the judge, which puts groups and rows in
 * one order; where they differ in anything, even in their order, the comparison of `drift.ts` says what it means.
 */
export function sameGroups(approved: readonly EffectGroup[], fresh: readonly EffectGroup[]): boolean {
  return (
    approved.length === fresh.length &&
    approved.every((group, at) => {
      const other = fresh[at]!;
      return (
        group.collection === other.collection &&
        group.verdict === other.verdict &&
        group.action === other.action &&
        sameJson(group.mask, other.mask) &&
        sameJson(group.set, other.set) &&
        group.rows.length === other.rows.length &&
        group.rows.every((row, place) => sameRow(row, other.rows[place]!))
      );
    })
  );
}

function sameRow(row: EffectRow, other: EffectRow): boolean {
  return (
    row.fingerprint === other.fingerprint &&
    row.key.length === other.key.length &&
    row.key.every((part, at) => part === other.key[at]) &&
    sameJson(row.digests, other.digests)
  );
}

function sameJson(one: object | undefined, other: object | undefined): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
