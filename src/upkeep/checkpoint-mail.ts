import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.js';
import { Mailer } from '../platform/mail/mailer.js';
import { Transactions } from '../platform/queues/transactions.js';
import { Settings } from '../platform/settings/settings.js';

/**
 * Sends the newest checkpoint of the ledger to an auditor once a day. Whoever holds database and signing key could
 * rewrite the whole log, but not what lies in somebody else's mailbox (practice 29).
 */
@Injectable()
export class CheckpointMail {
  constructor(
    private readonly settings: Settings,
    private readonly mailer: Mailer,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** @returns how many were sent. */
  async send(): Promise<number> {
    const [newest]: { note: string; size: string }[] = await this.transactions.manager.query(
      `SELECT note, size FROM ledger_checkpoint ORDER BY size DESC LIMIT 1`,
    );
    if (!newest) return 0;
    for (const to of this.settings.CHECKPOINT_MAIL) {
      await this.mailer.send({
        to,
        subject: `Ledger checkpoint ${this.settings.LEDGER_ORIGIN} at ${newest.size}`,
        text: [
          'Please keep this message. It fixes what the ledger said on the day it was sent:',
          'with it, `habeas ledger verify --checkpoint FILE` finds whatever is changed in the log afterwards.',
          '',
          newest.note,
        ].join('\n'),
      });
    }
    const recipients = this.settings.CHECKPOINT_MAIL.length;
    if (recipients > 0) {
      await this.transactions.manager.query(
        `INSERT INTO checkpoint_mailing (size, sent_at, recipients) VALUES ($1, $2, $3) ON CONFLICT (size) DO NOTHING`,
        [newest.size, this.clock.now(), recipients],
      );
    }
    return recipients;
  }
}
