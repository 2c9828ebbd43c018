import { planDiff } from './plan-diff.js';
import { Plan } from './plan.entity.js';
import type { PlanDocument, PlannedGroup } from './plan.js';

const titleOf = (_system: string, name: string) => ({ de: `Die ${name}`, en: `The ${name}` });

const place = (collection: string) => ({ system: 'shop', collection, title: titleOf('shop', collection) });

const group = (collection: string, records: number, more: Partial<PlannedGroup> = {}): PlannedGroup => ({
  collection,
  verdict: 'delete:erase:gdpr/17-1-a',
  records,
  keys: `${collection}-${records}`,
  ...more,
});

const document = (groups: PlannedGroup[], more: Partial<PlanDocument> = {}, map = 'map-1'): PlanDocument => ({
  v: 1,
  right: 'erasure',
  law: 'de@2026-01-01',
  systems: [{ system: 'shop', map, groups, irreversible: true }],
  ...more,
});

const plan = (of: PlanDocument, more: Partial<Plan> = {}): Plan =>
  Object.assign(new Plan(), {
    id: 'id',
    requestId: 'request',
    hash: 'hash',
    document: of,
    state: 'drawn',
    drawnAt: new Date('2026-11-20T12:00:00Z'),
    approvedAt: null,
    voidCode: null,
    ...more,
  });

const voided = (of: PlanDocument, more: Partial<Plan> = {}): Plan =>
  plan(of, {
    state: 'void',
    hash: 'old',
    drawnAt: new Date('2026-11-19T12:00:00Z'),
    approvedAt: new Date('2026-11-19T13:00:00Z'),
    voidCode: 'scope-changed',
    ...more,
  });

describe('what changed since an approval', () => {
  it('is told only of plans that were approved', () => {
    const now = plan(document([group('customers', 1)]));
    expect(planDiff(now, [now], titleOf)).toBeNull();
    expect(planDiff(now, [now, voided(document([group('customers', 2)]), { approvedAt: null })], titleOf)).toBeNull();
  });

  it('names collections that came, went and grew, with what becomes of them', () => {
    const retained = 'none:retain:de/ao-147/buchungsbeleg:2029-12-31';
    const now = plan(
      document([group('customers', 1), group('orders', 5), group('invoices', 2, { verdict: retained })]),
    );
    const before = voided(document([group('customers', 1), group('orders', 3), group('notes', 4)]));
    const erased = { outcome: 'erased', action: 'delete', ground: 'gdpr/17-1-a', until: null };
    expect(planDiff(now, [now, before], titleOf)).toEqual({
      since: 'old',
      approvedAt: before.approvedAt,
      code: 'scope-changed',
      changes: [
        {
          ...place('invoices'),
          before: null,
          now: {
            outcome: 'retained',
            action: 'none',
            ground: 'de/ao-147/buchungsbeleg',
            until: '2029-12-31',
            records: 2,
          },
        },
        { ...place('notes'), before: { ...erased, records: 4 }, now: null },
        { ...place('orders'), before: { ...erased, records: 3 }, now: { ...erased, records: 5 } },
      ],
      maps: [],
      law: null,
      otherRecords: [],
    });
  });

  it('tells other records of the same number, another map and another law', () => {
    const now = plan(document([group('customers', 1, { keys: 'x' })], { law: 'de@2027-01-01' }, 'map-2'));
    expect(planDiff(now, [now, voided(document([group('customers', 1)]))], titleOf)).toMatchObject({
      changes: [],
      maps: ['shop'],
      law: 'de@2026-01-01',
      otherRecords: [place('customers')],
    });
  });

  it('goes by the approval that was voided last', () => {
    const now = plan(document([group('customers', 3)]));
    const last = voided(document([group('customers', 2)]), { hash: 'last' });
    const older = voided(document([group('customers', 1)]), {
      hash: 'older',
      drawnAt: new Date('2026-11-01T12:00:00Z'),
    });
    expect(planDiff(now, [now, last, older], titleOf)?.since).toBe('last');
  });
});
