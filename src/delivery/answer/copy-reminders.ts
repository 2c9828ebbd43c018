import { Injectable } from '@nestjs/common';
import { LetterFrame } from '../../letters/letter-frame.js';
import { Letters } from '../../letters/letters.js';
import { Clock } from '../../platform/clock/clock.js';
import { Transactions } from '../../platform/queues/transactions.js';
import { Identifiers } from '../../requests/identifiers.js';
import { RequestsRepository } from '../../requests/requests.repository.js';

/** After so many days, or half of those that she has chosen, a copy that lies unfetched is mentioned once. */
const AFTER_DAYS = 7;

/** Copy first, and the copy lies unfetched: one reminder, and no more (practice 14). */
@Injectable()
export class CopyReminders {
  constructor(
    private readonly transactions: Transactions,
    private readonly requests: RequestsRepository,
    private readonly identifiers: Identifiers,
    private readonly letters: Letters,
    private readonly frame: LetterFrame,
    private readonly clock: Clock,
  ) {}

  /** @returns how many were written. */
  async run(): Promise<number> {
    const due: { requestId: string; expires: Date; eraseOn: string | null }[] = await this.transactions.manager.query(
      `SELECT e.id AS "requestId", p.expires_at AS expires, e.erase_on::text AS "eraseOn" FROM request e
       JOIN package p ON p.request_id = e.after_request_id AND NOT p.superseded AND p.state = 'released'
       WHERE e.ended_at IS NULL AND e.confirmed_at IS NULL AND p.expires_at IS NOT NULL AND p.released_at < $1::timestamptz - make_interval(days => least($2, coalesce(e.erase_after_days / 2, $2)))
         AND NOT EXISTS (SELECT 1 FROM download d JOIN download_grant g ON g.id = d.grant_id WHERE g.package_id = p.id AND d.outcome = 'complete')
         AND NOT EXISTS (SELECT 1 FROM letter l WHERE l.request_id = e.id AND l.kind = 'copy-reminder')
       LIMIT 500`,
      [this.clock.now(), AFTER_DAYS],
    );
    for (const { requestId, expires, eraseOn } of due) {
      await this.transactions.run(async (tx) => {
        const file = (await this.requests.file(tx, requestId))!;
        const contact = await this.identifiers.contact(tx, file.case.id);
        await this.letters.write(tx, {
          file,
          to: contact,
          kind: 'copy-reminder',
          once: 'copy',
          data: { link: this.frame.caseLink(file), expires, ...(eraseOn ? { eraseOn } : {}) },
        });
      });
    }
    return due.length;
  }
}
