import fc from 'fast-check';
import type { LocatedRecord } from '../../connectors/kit/contract.js';
import type { EffectGroup, EffectSet } from '../../work/effect-set.js';
import { recordName } from '../record-name.js';
import { compare, type Scene } from './comparison.js';

const HER = '1:*=her';
const OTHER = '1:*=other';

const row = (key: number, more: Partial<EffectGroup['rows'][number]> = {}) => ({ key: [key], ...more });
const group = (
  collection: string,
  action: EffectGroup['action'],
  rows: EffectGroup['rows'],
  more = {},
): EffectGroup => ({
  collection,
  action,
  verdict: `${action}:erase:gdpr/17-1-a`,
  rows,
  ...more,
});
const record = (collection: string, key: number, more: Partial<LocatedRecord> = {}): LocatedRecord => ({
  person: 'p',
  collection,
  key: [key],
  via: 'identity',
  matched: [{ kind: 'email', value: 'her@example.org' }],
  facts: {},
  shows: [],
  digests: {},
  ...more,
});
const owned = (collection: string, key: number, by: number): LocatedRecord =>
  record(collection, key, { via: 'owned', owner: { collection: 'members', key: [by] }, matched: [] });
const set = (...groups: EffectGroup[]): EffectSet => ({
  groups,
  identifiers: [{ kind: 'email', value: 'her@example.org' }],
});
const scene = (located: LocatedRecord[], more: Partial<Scene> = {}): Scene => ({
  located,
  present: new Set(located.map(recordName)),
  legible: new Set(),
  fingerprints: new Map([[recordName({ collection: 'members', key: [1] }), new Set([HER])]]),
  judged: [],
  ...more,
});
const keysOf = (groups: EffectGroup[]): string[] =>
  groups.flatMap(({ collection, rows }) => rows.map(({ key }) => `${collection}/${key.join()}`));

const erasure = set(
  group('members', 'delete', [row(1, { fingerprint: HER })]),
  group('orders', 'delete', [row(10), row(11)]),
  group('notes', 'mask', [row(5)], { mask: { text: null } }),
  group('invoices', 'none', [row(7)]),
);

describe('what a replay does again', () => {
  it('nothing where nothing is back', () => {
    expect(compare(erasure, scene([]))).toEqual({
      again: [],
      restrictions: [],
      more: [],
      strangers: [],
      details: [],
      kept: 1,
    });
  });

  it('what is back and still hers, by its own fingerprint or that of whom it belongs to', () => {
    const found = [record('members', 1, { fingerprint: HER }), owned('orders', 10, 1), owned('orders', 11, 1)];
    const compared = compare(erasure, scene(found));
    expect(keysOf(compared.again)).toEqual(['members/1', 'orders/10', 'orders/11']);
    expect(compared.strangers).toEqual([]);
  });

  it('nothing of a reused key, nor of what belongs to whoever has it now', () => {
    const found = [record('members', 1, { fingerprint: OTHER }), owned('orders', 10, 1)];
    const compared = compare(erasure, scene(found));
    expect(compared.again).toEqual([]);
    expect(compared.strangers.map(({ collection }) => collection)).toEqual(['members', 'orders']);
  });

  it('nothing that is there and does not lead to her any more', () => {
    const present = new Set([recordName({ collection: 'orders', key: [10] })]);
    expect(compare(erasure, scene([], { present })).strangers).toEqual([{ collection: 'orders', key: [10] }]);
  });

  it('an order of hers that hangs on her new account is no erased one', () => {
    const found = [record('members', 99, { fingerprint: OTHER }), owned('orders', 10, 99)];
    const compared = compare(erasure, scene(found));
    expect(compared.again).toEqual([]);
    expect(compared.strangers).toEqual([{ collection: 'orders', key: [10] }]);
    expect(compared.details).toEqual([{ collection: 'members', key: [99] }]);
  });

  it('a masked record only where it is legible again', () => {
    const found = [record('members', 1, { fingerprint: HER }), owned('notes', 5, 1)];
    expect(keysOf(compare(erasure, scene(found)).again)).toEqual(['members/1']);
    const legible = new Set([recordName({ collection: 'notes', key: [5] })]);
    expect(keysOf(compare(erasure, scene(found, { legible })).again)).toEqual(['members/1', 'notes/5']);
  });

  it('a restriction whenever the record is hers, and it says nothing about being clean', () => {
    const kept = set(group('members', 'mask', [row(1, { fingerprint: HER })], { mask: {}, set: { restricted: true } }));
    const compared = compare(kept, scene([record('members', 1, { fingerprint: HER })]));
    expect(keysOf(compared.restrictions)).toEqual(['members/1']);
    expect(compared.again).toEqual([]);
    expect(compare(kept, scene([record('members', 1, { fingerprint: OTHER })])).restrictions).toEqual([]);
  });

  it('a shared record only where it hangs on her again; on others it stays without a word', () => {
    const shared = set(group('members', 'delete', [row(1, { fingerprint: HER })]), group('homes', 'release', [row(3)]));
    const home = record('homes', 3, { via: 'shared', holders: [{ collection: 'members', key: [1] }], matched: [] });
    const both = compare(shared, scene([record('members', 1, { fingerprint: HER }), home]));
    expect(keysOf(both.again)).toEqual(['members/1', 'homes/3']);
    const present = new Set([recordName({ collection: 'homes', key: [3] })]);
    expect(compare(shared, scene([], { present }))).toMatchObject({ again: [], strangers: [] });
  });

  it('what belongs to what is back, by the judgement of it; nothing more of a deferred erasure', () => {
    const found = [record('members', 1, { fingerprint: HER }), owned('orders', 12, 1), owned('invoices', 8, 1)];
    const judged = [group('orders', 'delete', [row(12)]), group('invoices', 'none', [row(8)])];
    expect(keysOf(compare(erasure, scene(found, { judged })).more)).toEqual(['orders/12']);
    const bound = { ...erasure, bound: { anchors: [] } };
    expect(compare(bound, scene(found, { judged }))).toMatchObject({ more: [], details: [] });
  });

  it('never a record that is not shown to be hers, whatever the system holds', () => {
    const keys = fc.integer({ min: 1, max: 12 });
    const collections = fc.constantFrom('members', 'orders', 'notes', 'homes');
    const located = fc.array(
      fc.record({
        collection: collections,
        key: keys,
        fingerprint: fc.constantFrom(undefined, HER, OTHER),
        owner: fc.option(fc.record({ collection: collections, key: keys }), { nil: undefined }),
        via: fc.constantFrom('identity' as const, 'owned' as const, 'shared' as const),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(located, fc.array(fc.tuple(collections, keys), { maxLength: 12 }), (drawn, alsoThere) => {
        const records = drawn.map(({ owner, via, ...one }) =>
          record(one.collection, one.key, {
            via,
            ...(one.fingerprint ? { fingerprint: one.fingerprint } : {}),
            ...(owner && via === 'owned' ? { owner: { collection: owner.collection, key: [owner.key] } } : {}),
            ...(owner && via === 'shared' ? { holders: [{ collection: owner.collection, key: [owner.key] }] } : {}),
          }),
        );
        const present = new Set([
          ...records.map(recordName),
          ...alsoThere.map(([collection, key]) => recordName({ collection, key: [key] })),
        ]);
        const { again, more, strangers } = compare(erasure, scene(records, { present, legible: present }));
        // Only one record's fingerprint is known: without it nothing of hers can be recognised.
        const anchor = records.some((one) => recordName(one) === `members\u0000[1]` && one.fingerprint === HER);
        if (!anchor) expect([again, more]).toEqual([[], []]);
        const touched = new Set(keysOf(again));
        for (const { collection, key } of strangers) expect(touched.has(`${collection}/${key.join()}`)).toBe(false);
      }),
    );
  });
});
