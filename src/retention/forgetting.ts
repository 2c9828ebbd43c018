import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Ledger } from '../ledger/ledger.js';
import { Clock } from '../platform/clock/clock.js';
import { DataKeys } from '../platform/crypto/data-keys.js';
import { Transactions } from '../platform/queues/transactions.js';
import { Journey } from '../requests/journey.js';
import { RequestsRepository } from '../requests/requests.repository.js';

export interface ToForget {
  id: string;
  ledgerId: string;
  reference: string;
  keepUntil: string;
}

/**
 * Ends cases whose time is over: keys die, blind indexes go, a trace stays that and when, not what (practice 31). Held
 * cases and those with open errands are passed over.
 */
@Injectable()
export class Forgetting {
  constructor(
    private readonly transactions: Transactions,
    private readonly requests: RequestsRepository,
    private readonly keys: DataKeys,
    private readonly journey: Journey,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  /** What would be forgotten now: for the list that is shown beforehand. */
  due(manager: EntityManager, limit = 100): Promise<ToForget[]> {
    return manager.query(
      `SELECT c.id, c.ledger_id AS "ledgerId", c.reference, c.keep_until::text AS "keepUntil" FROM subject_case c
       JOIN controller k ON k.id = c.controller_id
       WHERE c.forgotten_at IS NULL AND c.closed_at IS NOT NULL AND c.keep_until < ($1::timestamptz AT TIME ZONE k.zone)::date
         AND NOT EXISTS (SELECT 1 FROM hold h WHERE h.case_id = c.id AND h.lifted_at IS NULL)
         AND NOT EXISTS (SELECT 1 FROM errand e WHERE e.case_id = c.id AND e.settled_at IS NULL)
       ORDER BY c.keep_until LIMIT $2`,
      [this.clock.now(), limit],
    );
  }

  /** @returns how many cases were forgotten. */
  async run(): Promise<number> {
    const due = await this.due(this.transactions.manager);
    for (const subjectCase of due) await this.transactions.run((tx) => this.forget(tx, subjectCase));
    return due.length;
  }

  private async forget(tx: EntityManager, subjectCase: ToForget): Promise<void> {
    const at = this.clock.now();
    const requests = await this.requests.ofCase(tx, subjectCase.id);
    for (const request of requests) await this.journey.move(tx, request, 'forgotten', 'retention-over');
    const owners = [{ kind: 'case' as const, id: subjectCase.id }];
    for (const owner of owners) {
      for (const keyId of await this.keys.destroy(tx, owner, at)) {
        await this.ledger.append(tx, {
          kind: 'key.destroyed',
          case: subjectCase.ledgerId,
          by: { role: 'service' },
          at,
          data: { owner: owner.kind, keyId },
        });
      }
    }
    await tx.query(`UPDATE identifier SET tag = NULL WHERE case_id = $1`, [subjectCase.id]);
    await tx.query(`UPDATE subject_case SET forgotten_at = $2, note = NULL, acting_for = NULL WHERE id = $1`, [
      subjectCase.id,
      at,
    ]);
    await this.ledger.append(tx, {
      kind: 'case.forgotten',
      case: subjectCase.ledgerId,
      by: { role: 'service' },
      at,
      data: {},
    });
  }
}
