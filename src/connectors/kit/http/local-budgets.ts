import type { Budgets, Share, Taken } from './budget.js';
import { assertFits, termsOf, windowBegin, windowEnd } from './budget-terms.js';

interface Account {
  /** When the next place of the steady rate begins. */
  next: number;
  windowBegan: number;
  taken: number;
}

/** Budgets of one process: for the agent, which is alone with its systems, for the command line, and for tests. */
export class LocalBudgets implements Budgets {
  private readonly accounts = new Map<string, Account>();
  private heldUntil = 0;

  constructor(private readonly now: () => Date) {}

  async take(shares: readonly Share[], longestWaitMilliseconds: number): Promise<Taken> {
    shares.forEach(assertFits);
    const now = this.now();
    const judged = shares.map((share) => ({ share, ...this.judge(share, now) }));
    const held = Math.max(0, this.heldUntil - now.getTime());
    const longest = judged.reduce(
      (most, one) => (one.wait > most.wait ? { wait: one.wait, name: one.share.budget.name } : most),
      { wait: held, name: '' },
    );
    const isSpent = judged.some((one) => one.spent);
    if (longest.wait > longestWaitMilliseconds || isSpent) {
      return { status: 'empty', budget: longest.name, afterMilliseconds: Math.ceil(longest.wait) };
    }
    for (const { share, after } of judged) this.accounts.set(share.budget.name, after);
    return { status: 'taken', waitMilliseconds: Math.ceil(longest.wait) };
  }

  async hold(milliseconds: number): Promise<void> {
    this.heldUntil = Math.max(this.heldUntil, this.now().getTime() + milliseconds);
  }

  private judge({ budget, amount }: Share, moment: Date): { wait: number; spent: boolean; after: Account } {
    const now = moment.getTime();
    const account = this.accounts.get(budget.name) ?? { next: 0, windowBegan: 0, taken: 0 };
    const terms = termsOf(budget);
    if (terms.kind === 'calendar') {
      const windowBegan = windowBegin(terms.unit, moment).getTime();
      const taken = account.windowBegan === windowBegan ? account.taken : 0;
      const spent = taken + amount > budget.limit;
      const wait = spent ? windowEnd(terms.unit, moment).getTime() - now : 0;
      return { wait, spent, after: { ...account, windowBegan, taken: taken + amount } };
    }
    const base = Math.max(account.next, now, this.heldUntil);
    const wait = Math.max(0, base + (amount - 1) * terms.interval - terms.tolerance - now);
    // Several at once that are more than a burst begin together at the end of their time, and count from there.
    const next = Math.max(base, now + wait) + amount * terms.interval;
    return { wait, spent: false, after: { ...account, next } };
  }
}
