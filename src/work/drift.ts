import { type EffectGroup, keyText } from './effect-set.js';

export type Drift =
  /** Exactly what was approved, or less of it. */
  | { kind: 'same' | 'shrunk' }
  /** More records, each in a collection and under a verdict that the plan has already. */
  | { kind: 'grown'; by: number }
  /** Something the approval does not cover. */
  | { kind: 'changed'; collection: string; code: 'new-collection' | 'new-verdict' | 'other-verdict' };

const seat = (group: EffectGroup): string => `${group.collection}\u0000${group.verdict}`;

/** Compares what was approved with what a fresh search and a fresh judgement say. */
export function driftBetween(planned: readonly EffectGroup[], fresh: readonly EffectGroup[]): Drift {
  const seats = new Set(planned.map(seat));
  const collections = new Set(planned.map((group) => group.collection));
  const before = new Map<string, string>();
  for (const group of planned) {
    for (const row of group.rows) before.set(`${group.collection}\u0000${keyText(row.key)}`, group.verdict);
  }
  let grown = 0;
  let found = 0;
  for (const group of fresh) {
    for (const row of group.rows) {
      const was = before.get(`${group.collection}\u0000${keyText(row.key)}`);
      if (was === group.verdict) {
        found += 1;
      } else if (was !== undefined) {
        return { kind: 'changed', collection: group.collection, code: 'other-verdict' };
      } else if (!collections.has(group.collection)) {
        return { kind: 'changed', collection: group.collection, code: 'new-collection' };
      } else if (!seats.has(seat(group))) {
        return { kind: 'changed', collection: group.collection, code: 'new-verdict' };
      } else {
        grown += 1;
      }
    }
  }
  if (grown > 0) return { kind: 'grown', by: grown };
  return { kind: found < before.size ? 'shrunk' : 'same' };
}
