import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type Duty, DutyRow } from './duty.entity.js';
import { SubjectCase } from './subject-case.entity.js';

/** Duties that must not meet in one person on one erasure: who recorded, who accepted the identity, who approves. */
const APART_FROM_APPROVAL: readonly Duty[] = ['recorded', 'identity'];

@Injectable()
export class Duties {
  async note(manager: EntityManager, caseId: string, staffId: string, duty: Duty): Promise<void> {
    await manager.query(`INSERT INTO duty (case_id, staff_id, duty) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`, [
      caseId,
      staffId,
      duty,
    ]);
  }

  /** The duty that keeps this person from approving on the case, or null. Who recorded it stands in the case itself. */
  async heldBy(manager: EntityManager, caseId: string, staffId: string): Promise<Duty | null> {
    if (await manager.existsBy(SubjectCase, { id: caseId, recordedBy: staffId })) return 'recorded';
    const rows = await manager.findBy(DutyRow, { caseId, staffId });
    return rows.find((row) => APART_FROM_APPROVAL.includes(row.duty))?.duty ?? null;
  }
}
