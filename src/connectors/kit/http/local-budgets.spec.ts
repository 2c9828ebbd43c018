import fc from 'fast-check';
import { Refused } from '../errors.js';
import type { Budget } from './budget.js';
import { LocalBudgets } from './local-budgets.js';

const second: Budget = { name: 'calls', limit: 10, per: 'PT1S' };
const month: Budget = { name: 'people', limit: 100, per: 'P1M', counts: 'named' };

describe('budgets', () => {
  let moment: number;
  let budgets: LocalBudgets;
  beforeEach(() => {
    moment = Date.parse('2026-11-23T12:00:00Z');
    budgets = new LocalBudgets(() => new Date(moment));
  });
  const take = (budget: Budget, amount = 1, longest = 1e12) => budgets.take([{ budget, amount }], longest);

  it('gives places one after the other, without drift', async () => {
    const waits: number[] = [];
    for (let call = 0; call < 5; call++)
      waits.push(((await take(second)) as { waitMilliseconds: number }).waitMilliseconds);
    expect(waits).toEqual([0, 100, 200, 300, 400]);
    // Whoever asks late gets the next place, not one a whole interval after his asking.
    moment += 450;
    expect(await take(second)).toEqual({ status: 'taken', waitMilliseconds: 50 });
  });

  it('takes nothing where the wait would be too long', async () => {
    for (let call = 0; call < 4; call++) await take(second);
    expect(await take(second, 1, 300)).toEqual({ status: 'empty', budget: 'calls', afterMilliseconds: 400 });
    expect(await take(second, 1, 400)).toEqual({ status: 'taken', waitMilliseconds: 400 });
  });

  it('counts a month of the calendar, however long the wait', async () => {
    expect(await take(month, 60)).toEqual({ status: 'taken', waitMilliseconds: 0 });
    const left = Date.parse('2026-12-01T00:00:00Z') - moment;
    expect(await take(month, 41)).toEqual({ status: 'empty', budget: 'people', afterMilliseconds: left });
    expect(await take(month, 40)).toEqual({ status: 'taken', waitMilliseconds: 0 });
    moment += left;
    expect(await take(month, 100)).toEqual({ status: 'taken', waitMilliseconds: 0 });
  });

  it('takes of several budgets all or nothing', async () => {
    await take(month, 100);
    const both = [
      { budget: second, amount: 1 },
      { budget: month, amount: 1 },
    ];
    expect(await budgets.take(both, 0)).toMatchObject({ status: 'empty', budget: 'people' });
    expect(await take(second)).toEqual({ status: 'taken', waitMilliseconds: 0 });
  });

  it('leaves a system in peace that asks for it', async () => {
    await budgets.hold(5_000);
    expect(await take(second, 1, 1_000)).toEqual({ status: 'empty', budget: '', afterMilliseconds: 5_000 });
    expect(await take(second, 1, 5_000)).toEqual({ status: 'taken', waitMilliseconds: 5_000 });
  });

  it('refuses what no budget ever holds', async () => {
    await expect(take(second, 11)).rejects.toBeInstanceOf(Refused);
  });

  it('never lets more begin in any span of time than the limit says', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc
          .integer({ min: 1, max: 20 })
          .chain((limit) => fc.tuple(fc.constant(limit), fc.integer({ min: 1, max: limit }))),
        fc.array(fc.tuple(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 1, max: 3 })), { maxLength: 60 }),
        async ([limit, burst], asks) => {
          let now = 0;
          const own = new LocalBudgets(() => new Date(now));
          const budget: Budget = { name: 'calls', limit, per: 'PT2S', burst };
          const begun: number[] = [];
          for (const [later, amount] of asks) {
            now += later;
            const some = Math.min(amount, limit);
            const taken = await own.take([{ budget, amount: some }], 5_000);
            if (taken.status === 'taken') begun.push(...Array<number>(some).fill(now + taken.waitMilliseconds));
          }
          for (const from of begun) {
            expect(begun.filter((one) => one >= from && one < from + 2_000 - 1).length).toBeLessThanOrEqual(limit);
          }
        },
      ),
    );
  });
});
