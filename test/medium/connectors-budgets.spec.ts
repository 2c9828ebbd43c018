import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import type { Budget, Share } from '../../src/connectors/kit/http/budget.js';
import { LocalBudgets } from '../../src/connectors/kit/http/local-budgets.js';
import { StoredBudgets } from '../../src/work/stores/stored-budgets.js';
import { connect, freshDatabase, type TestDatabase } from '../kit/database.js';

const budgets: Budget[] = [
  { name: 'calls', limit: 10, per: 'PT1S' },
  { name: 'deletions', limit: 70, per: 'PT10M', burst: 20 },
  { name: 'people', limit: 25, per: 'P1D', counts: 'named' },
  { name: 'months', limit: 400, per: 'P1M' },
];

describe('budgets that all workers share', () => {
  let database: TestDatabase;
  let source: DataSource;
  let systems = 0;
  beforeAll(async () => {
    database = await freshDatabase();
    source = await connect(database);
  });
  afterAll(async () => {
    await source?.destroy();
    await database?.drop();
  });

  it('are those of one process, kept in rows', async () => {
    const share = fc.record({ which: fc.nat({ max: budgets.length - 1 }), amount: fc.integer({ min: 1, max: 9 }) });
    const step = fc.record({
      later: fc.integer({ min: 0, max: 40_000_000 }),
      shares: fc.uniqueArray(share, { selector: ({ which }) => which, minLength: 1, maxLength: 3 }),
      longest: fc.constantFrom(0, 500, 20_000, 1e9),
      hold: fc.option(fc.integer({ min: 1, max: 60_000 }), { freq: 8 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
        let moment = Date.parse('2026-11-29T12:00:00.000Z');
        const now = (): Date => new Date(moment);
        const [local, stored] = [new LocalBudgets(now), new StoredBudgets(source, `system${++systems}`, now)];
        for (const { later, shares, longest, hold } of steps) {
          moment += later;
          if (hold !== null) await Promise.all([local.hold(hold), stored.hold(hold)]);
          const asked: Share[] = shares.map(({ which, amount }) => ({ budget: budgets[which]!, amount }));
          const [one, other] = [await local.take(asked, longest), await stored.take(asked, longest)];
          expect(other.status).toBe(one.status);
          // The server keeps microseconds.
          const waits = [one, other].map((taken) =>
            taken.status === 'taken' ? taken.waitMilliseconds : taken.afterMilliseconds,
          );
          expect(Math.abs(waits[0]! - waits[1]!)).toBeLessThanOrEqual(1);
          if (one.status === 'empty' && other.status === 'empty') expect(other.budget).toBe(one.budget);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('give every place once, whoever asks at the same time', async () => {
    const moment = new Date('2026-11-29T12:00:00Z');
    const asking = Array.from({ length: 4 }, () => new StoredBudgets(source, 'crowd', () => moment));
    const calls: Share[] = [{ budget: budgets[0]!, amount: 1 }];
    const taken = await Promise.all(Array.from({ length: 60 }, (_, at) => asking[at % 4]!.take(calls, 1e9)));
    const waits = taken.map((one) => (one.status === 'taken' ? one.waitMilliseconds : -1));
    expect(waits.sort((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, at) => at * 100));
  });

  it('never give more of a quota than there is, whoever asks at the same time', async () => {
    const people: Share[] = [{ budget: budgets[2]!, amount: 2 }];
    const taken = await Promise.all(
      Array.from({ length: 40 }, () => new StoredBudgets(source, 'rush').take(people, 1e12)),
    );
    expect(taken.filter(({ status }) => status === 'taken')).toHaveLength(12);
    const [row] = await source.query(`SELECT taken FROM system_budget WHERE system = 'rush' AND budget = 'people'`);
    expect(row).toEqual({ taken: '24' });
  });
});
