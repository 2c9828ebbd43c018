import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.js';
import { Transactions } from '../platform/queues/transactions.js';
import { Errands } from '../work/errands.js';

/**
 * The day of a deferred erasure has come: a person is told, since the period, holds and the plan are to be looked at anew
 * and a hash approved years ago is no authority (practice 12).
 */
@Injectable()
export class DeferredDue {
  constructor(
    private readonly transactions: Transactions,
    private readonly errands: Errands,
    private readonly clock: Clock,
  ) {}

  /** @returns how many are due. */
  run(): Promise<number> {
    return this.transactions.run(async (tx) => {
      const due: {
        controllerId: string;
        caseId: string;
        caseLedgerId: string;
        requestId: string;
        requestLedgerId: string;
        system: string;
        collection: string;
        notBefore: string;
      }[] = await tx.query(
        `SELECT d.controller_id AS "controllerId", r.case_id AS "caseId", c.ledger_id AS "caseLedgerId", d.request_id AS "requestId",
                  r.ledger_id AS "requestLedgerId", d.system, d.collection, d.not_before::text AS "notBefore"
           FROM deferred_erasure d JOIN request r ON r.id = d.request_id JOIN subject_case c ON c.id = r.case_id JOIN controller k ON k.id = d.controller_id
           WHERE d.settled_at IS NULL AND d.not_before <= ($1::timestamptz AT TIME ZONE k.zone)::date
           ORDER BY d.not_before LIMIT 500`,
        [this.clock.now()],
      );
      for (const { notBefore, collection, ...ids } of due) {
        await this.errands.open(tx, { ...ids, kind: 'deferred-erasure-due', place: collection, dueOn: notBefore });
      }
      return due.length;
    });
  }
}
