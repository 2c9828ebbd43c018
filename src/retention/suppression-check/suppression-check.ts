import { Injectable } from '@nestjs/common';
import { Ledger } from '../../ledger/ledger.js';
import type { StaffCaller } from '../../people/staff-caller.js';
import { Clock } from '../../platform/clock/clock.js';
import { type AttemptVerdict, countAttempt } from '../../platform/http/rate/attempts.js';
import { Log } from '../../platform/logging/log.js';
import { Transactions } from '../../platform/queues/transactions.js';
import type { LegalController } from '../../requests/legal-controller.entity.js';
import { type AnsweredList, type AskedList, ListCheck, type ListAnswer } from '../../suppression/list-check.js';

/** Over all processes: enough for a nightly import of a million, too little to try out addresses for long unnoticed. */
const LIMIT = { purpose: 'suppression.check', limit: 120, windowMilliseconds: 60_000 };

/** The bulk check of importers and mailings: counted, limited, and written down by its counts alone. */
@Injectable()
export class SuppressionCheck {
  constructor(
    private readonly transactions: Transactions,
    private readonly lists: ListCheck,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** In a transaction of its own: a call counts also when it then fails. */
  admit(credential: string): Promise<AttemptVerdict> {
    return this.transactions.run((tx) => countAttempt(tx, LIMIT, Buffer.from(credential), this.clock.now()));
  }

  async check(
    caller: StaffCaller,
    controller: LegalController,
    lists: readonly AskedList[],
    country: string | undefined,
  ): Promise<AnsweredList[]> {
    const answered = await this.lists.check(
      this.transactions.manager,
      controller.id,
      lists,
      country === undefined ? {} : { country },
    );
    const all = answered.flatMap(({ answers }) => answers);
    const of = (...wanted: ListAnswer[]): number => all.filter((answer) => wanted.includes(answer)).length;
    const counts = {
      entries: all.length,
      suppressed: of('suppressed', 'both'),
      blocked: of('blocked', 'both'),
      unusable: of('unusable'),
    };
    await this.transactions.run((tx) =>
      this.ledger.append(tx, {
        kind: 'suppression.checked',
        by: caller.actor,
        at: this.clock.now(),
        data: { controller: controller.slug, ...counts },
      }),
    );
    this.log.info('The suppression lists were checked', { count: counts.entries });
    return answered;
  }
}
