import type { EffectGroup } from './effect-set.js';
import { sameGroups } from './same-groups.js';

const group = (changes: Partial<EffectGroup> = {}): EffectGroup => ({
  collection: 'customers',
  verdict: 'mask:retain:de/ao-147/buchungsbeleg:2029-12-31',
  action: 'mask',
  mask: { email: null },
  set: { restricted: true },
  rows: [{ key: [1], fingerprint: '1:a=b', digests: { email: 'x' } }, { key: ['a', 2] }],
  ...changes,
});

describe('sameGroups', () => {
  it('knows a judgement again that was sealed and opened', () => {
    const sealed = JSON.parse(JSON.stringify([group(), group({ collection: 'orders' })])) as EffectGroup[];
    expect(sameGroups(sealed, [group(), group({ collection: 'orders' })])).toBe(true);
    expect(sameGroups([], [])).toBe(true);
  });

  it.each<[string, EffectGroup[]]>([
    ['a group less', []],
    ['a group more', [group(), group()]],
    ['another collection', [group({ collection: 'orders' })]],
    ['another verdict', [group({ verdict: 'delete:erase:gdpr/17-1-a' })]],
    ['another action', [group({ action: 'delete' })]],
    ['another mask', [group({ mask: { email: { constant: 'x' } } })]],
    ['no mask', [group({ mask: undefined })]],
    ['another restriction', [group({ set: { restricted: false } })]],
    ['a row less', [group({ rows: group().rows.slice(1) })]],
    ['rows in another order', [group({ rows: group().rows.toReversed() })]],
    ['another key', [group({ rows: [{ ...group().rows[0]!, key: [2] }, group().rows[1]!] })]],
    ['a key of another type', [group({ rows: [{ ...group().rows[0]!, key: ['1'] }, group().rows[1]!] })]],
    ['a longer key', [group({ rows: [{ ...group().rows[0]!, key: [1, 1] }, group().rows[1]!] })]],
    ['somebody else', [group({ rows: [{ ...group().rows[0]!, fingerprint: '1:a=c' }, group().rows[1]!] })]],
    ['another value', [group({ rows: [{ ...group().rows[0]!, digests: { email: 'y' } }, group().rows[1]!] })]],
  ])('tells %s', (_, fresh) => {
    expect(sameGroups([group()], fresh)).toBe(false);
  });
});
