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
    const key = how.note ? await this.keys.of(manager, { kind: 'case', id: file.case.id }) : null;
    await manager.insert(Hold, {
      id,
      caseId: file.case.id,
      reason: how.reason,
      note: how.note && key ? key.seal(how.note, holdNotePlace(id)) : null,
      inheritedFrom: null,
      placedBy: how.staffId,
      placedAt: at,
      liftedBy: null,
      liftedAt: null,
    });
    await this.inherit(manager, file.case.id, id);
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
    const [heirs]: [{ caseId: string }[]] = await manager.query(
      `UPDATE hold SET lifted_at = $2, lifted_by = $3 WHERE inherited_from = $1 AND lifted_at IS NULL RETURNING case_id AS "caseId"`,
      [holdId, at, how.staffId],
    );
    await this.ledger.append(manager, {
      kind: 'hold.lifted',
      case: file.case.ledgerId,
      by: how.by,
      at,
      data: { code: 'ground-ended' },
    });
    for (const caseId of [file.case.id, ...heirs.map((heir) => heir.caseId)]) await this.release(manager, caseId);
    return true;
  }

  /** What is carried out for this case years later (a deferred erasure) is held with it. */
  private async inherit(manager: EntityManager, caseId: string, holdId: string): Promise<void> {
    await manager.query(
      `SELECT r.id FROM request r JOIN subject_case c ON c.id = r.case_id WHERE c.continues = $1 ORDER BY r.id FOR UPDATE OF r`,
      [caseId],
    );
    const heirs: { id: string }[] = await manager.query(
      `SELECT id FROM subject_case WHERE continues = $1 AND closed_at IS NULL`,
      [caseId],
    );
    for (const { id } of heirs) {
      await manager.query(
        `INSERT INTO hold (id, case_id, reason, inherited_from, placed_by, placed_at)
         SELECT $1, $2, reason, id, placed_by, placed_at FROM hold WHERE id = $3`,
        [newId(), id, holdId],
      );
      await this.lines.refreshCase(manager, id);
    }
  }

  /** Wakes what waited for the end of a hold. */
  private async release(manager: EntityManager, caseId: string): Promise<void> {
    await this.lines.refreshCase(manager, caseId);
    const lanes: { lane: string }[] = await manager.query(
      `SELECT DISTINCT system || '.' || action AS lane FROM task WHERE case_id = $1 AND state = 'ready'`,
      [caseId],
    );
    await this.raise.signal(
      manager,
      'work.lane',
      lanes.map(({ lane }) => lane),
    );
    const requests = await this.requests.ofCase(manager, caseId);
    await this.raise.signal(
      manager,
      'planning.gate',
      requests.filter((one) => one.state === 'deciding').map((one) => one.id),
    );
  }
}
