import fc from 'fast-check';
import type { EffectGroup } from '../work/effect-set.js';
import { type PlanDocument, planHash, plannedGroup, recordsIn } from './plan.js';

const key = fc.oneof(fc.integer(), fc.string());
const group = fc.record({
  collection: fc.string({ minLength: 1 }),
  verdict: fc.constantFrom('delete:erase:gdpr/17-1-a', 'none:keep:x', 'mask:retain:de/ao-147/buchungsbeleg:2029-12-31'),
  action: fc.constantFrom<EffectGroup['action'][]>('delete', 'none', 'mask'),
  rows: fc
    .uniqueArray(fc.tuple(key), { selector: (one) => JSON.stringify(one) })
    .map((keys) => keys.map((one) => ({ key: one }))),
});
const digest = (value: string): string => `d(${value})`;

function documentOf(groups: EffectGroup[]): PlanDocument {
  return {
    v: 1,
    right: 'erasure',
    law: 'de@2026-01-01',
    systems: [
      { system: 'shop', map: 'm', groups: groups.map((one) => plannedGroup(one, [], digest)), irreversible: true },
    ],
  };
}

describe('the hash of a plan', () => {
  it('does not depend on the order of members or rows', () => {
    fc.assert(
      fc.property(fc.array(group), (groups) => {
        const document = documentOf(groups);
        const shuffled = documentOf(groups.map((one) => ({ ...one, rows: [...one.rows].reverse() })));
        const turned = Object.fromEntries(Object.entries(shuffled).reverse()) as unknown as PlanDocument;
        expect(planHash(turned)).toBe(planHash(document));
      }),
    );
  });

  it('changes with every row, verdict, map and law', () => {
    fc.assert(
      fc.property(fc.array(group, { minLength: 1 }), key, (groups, another) => {
        const document = documentOf(groups);
        const first = groups[0]!;
        fc.pre(!first.rows.some((row) => JSON.stringify(row.key) === JSON.stringify([another])));
        const hashes = [
          document,
          documentOf([{ ...first, rows: [...first.rows, { key: [another] }] }, ...groups.slice(1)]),
          documentOf([{ ...first, verdict: 'release:held:gdpr/15-4/others' }, ...groups.slice(1)]),
          { ...document, law: 'de@2027-01-01' },
          { ...document, systems: document.systems.map((system) => ({ ...system, map: 'other' })) },
        ].map(planHash);
        expect(new Set(hashes).size).toBe(hashes.length);
      }),
    );
  });

  it('is SHA-256 in hex, and holds no key in clear', () => {
    const document = documentOf([
      { collection: 'customers', verdict: 'delete:erase:x', action: 'delete', rows: [{ key: ['canary'] }] },
    ]);
    expect(planHash(document)).toMatch(/^[0-9a-f]{64}$/);
    expect(recordsIn(document)).toBe(1);
  });
});
