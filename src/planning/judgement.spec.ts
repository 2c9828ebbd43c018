import { Temporal } from 'temporal-polyfill';
import type { LocatedRecord } from '../connectors/kit/contract.js';
import type { Collection, SystemMap } from '../datamap/language.js';
import type { RetentionGround } from '../laws/ground.js';
import { type Bench, judgeRecords } from './judgement.js';

const eightYears = {
  id: 'de/ao-147/buchungsbeleg',
  kind: 'retain',
  retention: {
    begins: 'end_of_calendar_year',
    beginsOn: { de: 'Beleg', en: 'voucher', citation: '§ 147(4) AO', confirmed: true },
    periods: [{ from: '1998-12-24', period: 'P8Y', citation: '§ 147(3) AO', confirmed: true }],
  },
} as unknown as RetentionGround;

const bench: Bench = {
  today: Temporal.PlainDate.from('2026-11-23'),
  eraseGround: (basis) => (basis === '6(1)(a)' ? 'gdpr/17-1-b' : 'gdpr/17-1-a'),
  retention: (ground) => (ground === eightYears.id ? eightYears : undefined),
};

const shop = (collections: Record<string, Partial<Collection>>): SystemMap =>
  ({
    purposes: { order: { basis: '6(1)(b)' }, news: { basis: '6(1)(a)' } },
    collections: Object.fromEntries(
      Object.entries(collections).map(([name, one]) => [
        name,
        { key: 'id', purpose: 'order', fields: {}, erasure: 'delete', ...one },
      ]),
    ),
  }) as unknown as SystemMap;

const record = (collection: string, id: number, more: Partial<LocatedRecord> = {}): LocatedRecord => ({
  person: 'p',
  collection,
  key: [id],
  via: 'owned',
  facts: {},
  shows: [],
  digests: {},
  ...more,
});

const customer = record('customers', 1, { via: 'identity', fingerprint: 'f' });
const ofCustomer = { owner: { collection: 'customers', key: [1] } };

/** Verdicts by `collection/key`. */
function verdicts(map: SystemMap, records: LocatedRecord[]): Record<string, string> {
  return Object.fromEntries(
    judgeRecords(map, records, bench).flatMap((group) =>
      group.rows.map((row) => [`${group.collection}/${row.key[0]}`, group.verdict]),
    ),
  );
}

const orders: Partial<Collection> = {
  belongsTo: { customers: 'customer_id' },
  fields: { note: 'user.content' },
  necessary: [{ while: { status: ['open', 'paid'] }, ground: 'gdpr/17-1-a/open-order' }],
  erasure: { retain: { ground: eightYears.id, from: 'invoiced_at', keep: [] } },
};
const buyer: Partial<Collection> = {
  fields: { name: 'user.name', email: 'user.contact.email' },
  erasure: { retain: { ground: eightYears.id, because: 'orders', keep: ['name'] } },
};

describe('judging located records', () => {
  it('erases what no ground keeps, under the ground of its purpose', () => {
    const map = shop({ customers: {}, news: { purpose: 'news', belongsTo: { customers: 'c' } } });
    expect(verdicts(map, [customer, record('news', 2, ofCustomer)])).toEqual({
      'customers/1': 'delete:erase:gdpr/17-1-a',
      'news/2': 'delete:erase:gdpr/17-1-b',
    });
  });

  it.each([
    ['2021-01-01', 'mask:retain:de/ao-147/buchungsbeleg:2029-12-31'],
    ['2024-07-13', 'mask:retain:de/ao-147/buchungsbeleg:2032-12-31'],
    ['2017-12-31T23:30:00Z', 'delete:erase:gdpr/17-1-a'],
    ['2018-01-01', 'mask:retain:de/ao-147/buchungsbeleg:2026-12-31'],
    [null, 'delete:erase:gdpr/17-1-a'],
  ])('an invoice of %s is %s', (invoiced_at, verdict) => {
    const map = shop({ customers: buyer, orders });
    expect(
      verdicts(map, [customer, record('orders', 7, { ...ofCustomer, facts: { invoiced_at, status: 'sent' } })])[
        'orders/7'
      ],
    ).toBe(verdict);
  });

  it('keeps the name that the latest retained invoice bears, and clears the rest of the row', () => {
    const map = shop({ customers: buyer, orders });
    const old = record('orders', 7, { ...ofCustomer, facts: { invoiced_at: '2021-01-01', status: 'sent' } });
    const late = record('orders', 8, { ...ofCustomer, facts: { invoiced_at: '2024-07-13', status: 'sent' } });
    const groups = judgeRecords(map, [customer, old, late], bench);
    const kept = groups.find((group) => group.collection === 'customers')!;
    expect(kept.verdict).toBe('mask:retain:de/ao-147/buchungsbeleg:2032-12-31');
    expect(kept.mask).toEqual({ email: null });
  });

  it('keeps a buyer whole while an order is open: the contract runs', () => {
    const map = shop({ customers: buyer, orders });
    const open = record('orders', 7, { ...ofCustomer, facts: { invoiced_at: null, status: 'open' } });
    expect(verdicts(map, [customer, open])).toEqual({
      'customers/1': 'none:necessary:gdpr/17-1-a/open-order',
      'orders/7': 'none:necessary:gdpr/17-1-a/open-order',
    });
  });

  it('lets a line follow its invoice, at any depth', () => {
    const map = shop({
      customers: buyer,
      orders,
      lines: {
        belongsTo: { orders: 'order_id' },
        erasure: { retain: { ground: eightYears.id, because: 'orders', keep: [] } },
      },
    });
    const invoice = record('orders', 7, { ...ofCustomer, facts: { invoiced_at: '2021-01-01' } });
    const line = record('lines', 9, { owner: { collection: 'orders', key: [7] } });
    expect(verdicts(map, [customer, invoice, line])['lines/9']).toBe('none:retain:de/ao-147/buchungsbeleg:2029-12-31');
  });

  it('never deletes a row under which another stays: its rest is masked on the ground of the other', () => {
    const map = shop({ customers: { fields: { name: 'user.name' } }, orders });
    const invoice = record('orders', 7, { ...ofCustomer, facts: { invoiced_at: '2021-01-01' } });
    expect(verdicts(map, [customer, invoice])['customers/1']).toBe('mask:retain:de/ao-147/buchungsbeleg:2029-12-31');
  });

  describe('shared records', () => {
    const map = shop({
      customers: { fields: { address_id: 'user.contact.address' } },
      addresses: { sharedBy: { customers: 'address_id', orders: 'address_id' } },
      orders,
    });
    const address = (more: Partial<LocatedRecord>): LocatedRecord =>
      record('addresses', 5, { via: 'shared', holders: [{ collection: 'customers', key: [1] }], ...more });

    it('go with their last holder', () => {
      expect(verdicts(map, [customer, address({ otherHolders: 0 })])['addresses/5']).toBe('release:erase:gdpr/17-1-a');
    });

    it('are released, not claimed, while others hold them', () => {
      expect(verdicts(map, [customer, address({ otherHolders: 1 })])['addresses/5']).toBe(
        'release:held:gdpr/15-4/others',
      );
    });

    it("stay with the person's own record that stays", () => {
      const invoice = record('orders', 7, { ...ofCustomer, facts: { invoiced_at: '2021-01-01' } });
      const held = address({ otherHolders: 0, holders: [{ collection: 'orders', key: [7] }] });
      expect(verdicts(map, [customer, invoice, held])['addresses/5']).toBe(
        'none:retain:de/ao-147/buchungsbeleg:2029-12-31',
      );
    });
  });

  it('takes NULL for NULL and for nothing else', () => {
    const map = shop({ things: { necessary: [{ while: { done_at: null }, ground: 'gdpr/17-3-e/claim' }] } });
    const judged = (done_at: string | null): string | undefined =>
      verdicts(map, [record('things', 1, { facts: { done_at } })])['things/1'];
    expect(judged(null)).toBe('none:necessary:gdpr/17-3-e/claim');
    expect(judged('null')).toBe('delete:erase:gdpr/17-1-a');
  });

  it('says the same of the same records in whatever order they come', () => {
    const map = shop({ customers: buyer, orders });
    const records = [
      customer,
      ...[7, 8, 9].map((id) => record('orders', id, { ...ofCustomer, facts: { invoiced_at: `202${id - 5}-01-01` } })),
    ];
    expect(judgeRecords(map, records.toReversed(), bench)).toEqual(judgeRecords(map, records, bench));
  });
});
