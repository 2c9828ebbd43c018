import type { ConnectorTools } from '../contract.js';
import { BudgetEmpty } from '../errors.js';
import type { Budget, Share } from './budget.js';
import { termsOf } from './budget-terms.js';

/** Takes what a call costs from the budgets of its system, and waits for its place. */
export class Spending {
  private readonly sliding: { budget: Budget; interval: number }[];
  private readonly calendar: Budget[];

  constructor(
    private readonly tools: Pick<ConnectorTools, 'budgets' | 'pause'>,
    budgets: readonly Budget[],
    private readonly longestWaitMilliseconds: number,
  ) {
    const judged = budgets.map((budget) => ({ budget, terms: termsOf(budget) }));
    this.sliding = judged
      .flatMap(({ budget, terms }) => (terms.kind === 'sliding' ? [{ budget, interval: terms.interval }] : []))
      .sort((one, other) => other.interval - one.interval);
    this.calendar = judged.flatMap(({ budget, terms }) => (terms.kind === 'calendar' ? [budget] : []));
  }

  /**
   * The slowest budget first, so that nobody holds a place in a fast one while waiting; quotas of days and months last,
   * so that none of them is spent on a call that is not made.
   *
   * @throws BudgetEmpty when the wait would be too long; the engine comes back.
   */
  async spend(named: Readonly<Record<string, number>>, signal: AbortSignal | undefined): Promise<void> {
    const shareOf = (budget: Budget): Share[] => {
      const amount = budget.counts === 'named' ? (named[budget.name] ?? 0) : 1;
      return amount > 0 ? [{ budget, amount }] : [];
    };
    for (const { budget } of this.sliding) await this.take(shareOf(budget), signal);
    await this.take(this.calendar.flatMap(shareOf), signal);
  }

  private async take(shares: Share[], signal: AbortSignal | undefined): Promise<void> {
    if (shares.length === 0) return;
    const taken = await this.tools.budgets.take(shares, this.longestWaitMilliseconds);
    if (taken.status === 'empty') {
      const which = taken.budget === '' ? '' : ` ${taken.budget}`;
      throw new BudgetEmpty(`The budget${which} of the system is used up for now.`, taken.afterMilliseconds);
    }
    if (taken.waitMilliseconds > 0) await this.tools.pause(taken.waitMilliseconds, signal);
  }
}
