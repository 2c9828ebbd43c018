import { Injectable } from '@nestjs/common';
import { IsNull, type EntityManager } from 'typeorm';
import type { Actor } from '../ledger/ledger-entry.js';
import { Ledger } from '../ledger/ledger.js';
import type { ReasonCode } from '../ledger/reasons.js';
import { Clock } from '../platform/clock/clock.js';
import { DataKeys } from '../platform/crypto/data-keys.js';
import { newId } from '../platform/ids/ids.js';
import { Hold } from './hold.entity.js';
import { Raise } from './raise.js';
import { RequestLines } from './request-lines.js';
import { type CaseFile, RequestsRepository } from './requests.repository.js';

/** Grounds on which something may be held. */
export const HOLD_REASONS = [
  'legal-claim',
  'authority-order',
  'investigation',
  'open-complaint',
] as const satisfies readonly ReasonCode[];

export const holdNotePlace = (id: string) => ({ table: 'hold', row: id, column: 'note' });

/** Legal holds. Whichever commits first, a hold or an intent to destroy, wins: both lock the case's requests. */
@Injectable()
export class Holds {
  constructor(
    private readonly requests: RequestsRepository,
    private readonly lines: RequestLines,
    private readonly keys: DataKeys,
    private readonly raise: Raise,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  async place(
    manager: EntityManager,
    file: CaseFile,
    how: { reason: (typeof HOLD_REASONS)[number]; note?: string; staffId: string; by: Actor },
  ): Promise<string> {
    await manager.query(`SELECT id FROM request WHERE case_id = $1 ORDER BY id FOR UPDATE`, [file.case.id]);
    const id = newId();
    const at = this.clock.now();
    const key = await this.keys.of(manager, { kind: 'case', id: file.case.id });
    await manager.insert(Hold, {
      id,
      caseId: file.case.id,
      reason: how.reason,
      note: how.note ? key.seal(how.note, holdNotePlace(id)) : null,
      placedBy: how.staffId,
      placedAt: at,
      liftedBy: null,
      liftedAt: null,
    });
    await this.ledger.append(manager, {
      kind: 'hold.placed',
      case: file.case.ledgerId,
      by: how.by,
      at,
      data: { code: how.reason },
    });
    await this.lines.refreshCase(manager, file.case.id);
    return id;
  }

  /** @returns false when no such hold stands. */
  async lift(
    manager: EntityManager,
    file: CaseFile,
    holdId: string,
    how: { staffId: string; by: Actor },
  ): Promise<boolean> {
    // An erasure that sees the hold in this moment puts its tasks back first, so that they are woken below.
    await manager.query(`SELECT id FROM request WHERE case_id = $1 ORDER BY id FOR UPDATE`, [file.case.id]);
    const at = this.clock.now();
    const { affected } = await manager.update(
      Hold,
      { id: holdId, caseId: file.case.id, liftedAt: IsNull() },
      { liftedAt: at, liftedBy: how.staffId },
    );
    if (!affected) return false;
    await this.ledger.append(manager, {
      kind: 'hold.lifted',
      case: file.case.ledgerId,
      by: how.by,
      at,
      data: { code: 'ground-ended' },
    });
    await this.lines.refreshCase(manager, file.case.id);
    const lanes: { lane: string }[] = await manager.query(
      `SELECT DISTINCT system || '.' || action AS lane FROM task WHERE case_id = $1 AND state = 'ready'`,
      [file.case.id],
    );
    await this.raise.signal(
      manager,
      'work.lane',
      lanes.map(({ lane }) => lane),
    );
    const requests = await this.requests.ofCase(manager, file.case.id);
    await this.raise.signal(
      manager,
      'planning.gate',
      requests.filter((one) => one.state === 'deciding').map((one) => one.id),
    );
    return true;
  }
}
