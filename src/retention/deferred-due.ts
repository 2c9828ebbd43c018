import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { type EntityManager, In } from 'typeorm';
import { legalDay } from '../laws/legal-day.js';
import { Clock } from '../platform/clock/clock.js';
import { Tags } from '../platform/crypto/tags.js';
import { Log } from '../platform/logging/log.js';
import { Transactions } from '../platform/queues/transactions.js';
import { type CaseFile, RequestsRepository } from '../requests/requests.repository.js';
import type { DeferredContent } from '../work/deferred/deferred-content.js';
import { DeferredErasure } from '../work/deferred/deferred-erasure.entity.js';
import { DeferredErasures } from '../work/deferred/deferred-erasures.js';
import { HouseCases } from './house-cases.js';

/** Requests whose deferred erasures are taken up in one run; the rest follow with the next. */
const A_RUN = 500;

/**
 * The day of a deferred erasure has come: it becomes a request of its own, which is planned from the sealed keys, judged
 * by the law of today and approved anew, since a hash approved years ago is no authority (practice 12). Where a hold
 * stands it is put off instead, and looked at each day.
 */
@Injectable()
export class DeferredDue {
  constructor(
    private readonly transactions: Transactions,
    private readonly requests: RequestsRepository,
    private readonly deferred: DeferredErasures,
    private readonly cases: HouseCases,
    private readonly tags: Tags,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** @returns how many requests were opened. */
  async run(): Promise<number> {
    const due: { requestId: string }[] = await this.transactions.manager.query(
      `SELECT d.request_id AS "requestId" FROM deferred_erasure d JOIN controller k ON k.id = d.controller_id
       WHERE ${DUE} GROUP BY d.request_id ORDER BY min(d.not_before) LIMIT ${A_RUN}`,
      [this.clock.now()],
    );
    let opened = 0;
    for (const { requestId } of due) {
      try {
        if (await this.transactions.run((tx) => this.takeUp(tx, requestId))) opened += 1;
      } catch (error) {
        // One record that cannot be opened must not keep the others.
        this.log.error('A deferred erasure cannot be taken up', { rightRequestId: requestId, error });
      }
    }
    return opened;
  }

  private async takeUp(tx: EntityManager, requestId: string): Promise<boolean> {
    const origin = (await this.requests.file(tx, requestId))!;
    // Whichever comes first, this or a hold on the case, the other one sees it.
    await tx.query(`SELECT id FROM request WHERE case_id = $1 ORDER BY id FOR UPDATE`, [origin.case.id]);
    const ids: { id: string }[] = await tx.query(
      `SELECT d.id FROM deferred_erasure d JOIN controller k ON k.id = d.controller_id
       WHERE d.request_id = $2 AND ${DUE} ORDER BY d.id FOR UPDATE OF d`,
      [this.clock.now(), requestId],
    );
    const due = await tx.find(DeferredErasure, { where: { id: In(ids.map(({ id }) => id)) }, order: { id: 'ASC' } });
    if (due.length === 0) return false;
    const contents: DeferredContent[] = [];
    for (const one of due) contents.push(await this.deferred.content(tx, one));
    if (await this.held(tx, origin, contents)) {
      const tomorrow = legalDay(this.clock.now(), origin.controller.zone).add({ days: 1 });
      for (const one of due) await this.deferred.postpone(tx, one, 'hold-stands', tomorrow.toString());
      return false;
    }
    const work = await this.cases.open(
      tx,
      origin,
      'retention',
      contents.flatMap(({ identifiers }) => identifiers),
    );
    for (const one of due) await this.deferred.begin(tx, one, work);
    return true;
  }

  /** A hold on the case itself, or on another of this controller's cases in which the same identifiers stand. */
  private async held(tx: EntityManager, origin: CaseFile, contents: readonly DeferredContent[]): Promise<boolean> {
    const tags = contents
      .flatMap(({ identifiers }) => identifiers)
      .map(({ kind, value }) => this.tags.tag('blind-index', kind, value));
    const [row]: { held: boolean }[] = await tx.query(
      `SELECT EXISTS (
         SELECT FROM hold h JOIN subject_case c ON c.id = h.case_id
         WHERE h.lifted_at IS NULL AND c.controller_id = $1
           AND (c.id = $2 OR EXISTS (SELECT FROM identifier i WHERE i.case_id = c.id AND i.tag = ANY($3::bytea[])))) AS held`,
      [origin.controller.id, origin.case.id, tags],
    );
    return row!.held;
  }
}

/** Neither over nor stopped nor under way, and its day has come in the controller's zone. */
const DUE = `d.settled_at IS NULL AND d.stopped_at IS NULL
  AND (d.work_request_id IS NULL)
  AND greatest(d.not_before, d.look_again_on) <= ($1::timestamptz AT TIME ZONE k.zone)::date`;

/** The day on which something that was put off without a date of its own is looked at again. */
export function laterDay(today: Temporal.PlainDate): Temporal.PlainDate {
  return today.add({ days: 90 });
}
