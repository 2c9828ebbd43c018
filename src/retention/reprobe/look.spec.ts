import type { LocatedRecord } from '../../connectors/kit/contract.js';
import type { EffectSet } from '../../work/effect-set.js';
import { hitsOf } from './look.js';

const erased: EffectSet = {
  identifiers: [{ kind: 'email', value: 'her@example.org' }],
  groups: [
    {
      collection: 'members',
      action: 'delete',
      verdict: 'delete:erase:x',
      rows: [{ key: [1], fingerprint: '1:*=her' }],
    },
    {
      collection: 'logs',
      action: 'mask',
      verdict: 'mask:erase:x',
      mask: { note: null },
      rows: [{ key: [5], fingerprint: '1:email=a', digests: { note: 'd1' } }],
    },
    { collection: 'homes', action: 'release', verdict: 'release:erase:x', rows: [{ key: [3] }] },
    { collection: 'invoices', action: 'none', verdict: 'none:retain:x:2030-12-31', rows: [{ key: [7] }] },
  ],
};
const found = (collection: string, key: number, more: Partial<LocatedRecord> = {}): LocatedRecord => ({
  person: 'p',
  collection,
  key: [key],
  via: 'identity',
  facts: {},
  shows: [],
  digests: {},
  ...more,
});

describe('what a look after an erasure has found', () => {
  it.each<[string, LocatedRecord[], { collection: string; key: number[]; same: boolean }[]]>([
    ['nothing', [], []],
    ['what was left by law', [found('invoices', 7)], []],
    ['what was masked and is masked', [found('logs', 5, { digests: {} })], []],
    ['what others hold', [found('homes', 3, { via: 'shared' })], []],
    ['what hangs on something else that is found', [found('orders', 9, { via: 'owned' })], []],
    [
      'the same record of the same person',
      [found('members', 1, { fingerprint: '1:*=her' })],
      [{ collection: 'members', key: [1], same: true }],
    ],
    [
      'the same person under another key',
      [found('members', 2, { fingerprint: '1:*=her' })],
      [{ collection: 'members', key: [2], same: true }],
    ],
    [
      'her key with somebody else',
      [found('members', 1, { fingerprint: '1:*=other' })],
      [{ collection: 'members', key: [1], same: false }],
    ],
    [
      'her details with somebody else',
      [found('members', 2, { fingerprint: '1:*=other' })],
      [{ collection: 'members', key: [2], same: false }],
    ],
    [
      'an old value where it had been masked',
      [found('logs', 5, { digests: { note: 'd1' } })],
      [{ collection: 'logs', key: [5], same: true }],
    ],
    ['another value where it had been masked', [found('logs', 5, { digests: { note: 'd2' } })], []],
  ])('%s', (_name, records, hits) => {
    expect(hitsOf([erased], records)).toEqual(hits);
  });

  it('of a deferred erasure its own records alone', () => {
    const bound = { ...erased, bound: { anchors: [] } };
    expect(hitsOf([bound], [found('members', 2, { fingerprint: '1:*=her' })])).toEqual([]);
    expect(hitsOf([bound], [found('members', 1, { fingerprint: '1:*=her' })])).toHaveLength(1);
  });
});
