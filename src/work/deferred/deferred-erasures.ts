import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { LedgerEntry } from '../../ledger/ledger-entry.js';
import { Ledger } from '../../ledger/ledger.js';
import type { Actor } from '../../ledger/ledger-entry.js';
import type { ReasonCode } from '../../ledger/reasons.js';
import { Clock } from '../../platform/clock/clock.js';
import { DataKeys } from '../../platform/crypto/data-keys.js';
import type { DeferredContent } from './deferred-content.js';
import { DeferredErasure } from './deferred-erasure.entity.js';

export const contentPlace = (id: string) => ({ table: 'deferred_erasure', row: id, column: 'sealed' });

const SERVICE: Actor = { role: 'service' };

/** What becomes of deferred erasures: each change with its entry under the case and request they come from. */
@Injectable()
export class DeferredErasures {
  constructor(
    private readonly keys: DataKeys,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  /** Those that a request carries out. */
  ofWork(manager: EntityManager, workRequestId: string): Promise<DeferredErasure[]> {
    return manager.find(DeferredErasure, { where: { workRequestId }, order: { id: 'ASC' } });
  }

  /** Requests that wait for a decision about what was put off under a ground. */
  async undecided(manager: EntityManager, controllerId: string, ground: string): Promise<string[]> {
    const rows: { id: string }[] = await manager.query(
      `SELECT DISTINCT r.id FROM deferred_erasure d JOIN request r ON r.id = d.work_request_id AND r.state = 'deciding'
       WHERE d.controller_id = $1 AND d.ground = $2`,
      [controllerId, ground],
    );
    return rows.map(({ id }) => id);
  }

  /** @throws KeyDestroyed, SealBroken */
  async content(manager: EntityManager, one: DeferredErasure): Promise<DeferredContent> {
    const key = await this.keys.of(manager, { kind: 'deferred', id: one.id });
    return JSON.parse(key.openText(one.sealed, contentPlace(one.id))) as DeferredContent;
  }

  async begin(manager: EntityManager, one: DeferredErasure, work: { id: string; ledgerId: string }): Promise<void> {
    await manager.update(
      DeferredErasure,
      { id: one.id },
      { workRequestId: work.id, lookAgainOn: null, waitsCode: null },
    );
    const { system, ground } = one;
    await this.tell(manager, one, { kind: 'deferred.begun', data: { system, ground, as: work.ledgerId } });
  }

  /**
   * Not yet: looked at again on a later day. Said in the ledger when day or reason are new, and not each day that a hold
   * still stands.
   *
   * @param notBefore the law's own new date, where the period has been prolonged
   */
  async postpone(
    manager: EntityManager,
    one: DeferredErasure,
    code: ReasonCode,
    until: string,
    law?: { notBefore: string; pin: string },
  ): Promise<void> {
    await manager.update(
      DeferredErasure,
      { id: one.id },
      {
        workRequestId: null,
        lookAgainOn: until,
        waitsCode: code,
        ...(law ? { notBefore: law.notBefore, law: law.pin } : {}),
      },
    );
    if (one.waitsCode === code && one.workRequestId === null) return;
    const { system, ground } = one;
    await this.tell(manager, one, { kind: 'deferred.postponed', data: { system, ground, until, code } });
  }

  /** A finding: a person must look (practice 17). */
  async stop(manager: EntityManager, one: DeferredErasure, code: ReasonCode): Promise<void> {
    await manager.update(
      DeferredErasure,
      { id: one.id },
      // Its request stays named: that is where the finding was made, and where the errand lies.
      { stoppedAt: this.clock.now(), waitsCode: code },
    );
    const { system, ground } = one;
    await this.tell(manager, one, { kind: 'deferred.stopped', data: { system, ground, code } });
  }

  /** A person has looked: it is planned anew with the next round. */
  async resume(manager: EntityManager, one: DeferredErasure, by: Actor): Promise<void> {
    await manager.update(
      DeferredErasure,
      { id: one.id },
      { workRequestId: null, stoppedAt: null, waitsCode: null, lookAgainOn: null },
    );
    const { system, ground } = one;
    await this.tell(manager, one, { kind: 'deferred.resumed', data: { system, ground } }, by);
  }

  /** It is over: its key dies, and with it what the record knew. */
  async settle(manager: EntityManager, one: DeferredErasure, code: ReasonCode, by: Actor = SERVICE): Promise<void> {
    const at = this.clock.now();
    await manager.update(
      DeferredErasure,
      { id: one.id },
      { settledAt: at, settledCode: code, stoppedAt: null, waitsCode: null },
    );
    const { system, ground } = one;
    await this.tell(manager, one, { kind: 'deferred.settled', data: { system, ground, code } }, by);
    for (const keyId of await this.keys.destroy(manager, { kind: 'deferred', id: one.id }, at)) {
      await this.tell(manager, one, { kind: 'key.destroyed', data: { owner: 'deferred', keyId } });
    }
  }

  private async tell(
    manager: EntityManager,
    one: DeferredErasure,
    what: Pick<LedgerEntry, 'kind' | 'data'>,
    by: Actor = SERVICE,
  ): Promise<void> {
    const [origin]: { case: string; request: string }[] = await manager.query(
      `SELECT c.ledger_id AS "case", r.ledger_id AS request FROM request r JOIN subject_case c ON c.id = r.case_id WHERE r.id = $1`,
      [one.requestId],
    );
    await this.ledger.append(manager, { ...origin!, ...what, by, at: this.clock.now() } as LedgerEntry);
  }
}
