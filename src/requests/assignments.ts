import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../ledger/ledger-entry.js';
import { Ledger } from '../ledger/ledger.js';
import { Clock } from '../platform/clock/clock.js';
import { Tags } from '../platform/crypto/tags.js';
import { RequestLines } from './request-lines.js';
import type { CaseFile } from './requests.repository.js';

/** Gives a request to somebody of the office, or to nobody. */
@Injectable()
export class Assignments {
  constructor(
    private readonly lines: RequestLines,
    private readonly ledger: Ledger,
    private readonly tags: Tags,
    private readonly clock: Clock,
  ) {}

  /**
   * @param staffId whoever sees to it from now on; null takes it from whoever has it.
   * @returns false when nothing changed: then nothing is recorded.
   */
  async assign(
    manager: EntityManager,
    file: CaseFile,
    staffId: string | null,
    by: { staffId: string; actor: Actor },
  ): Promise<boolean> {
    const at = this.clock.now();
    const [changed]: { id: string }[] = staffId
      ? await manager.query(
          `INSERT INTO assignment AS a (request_id, staff_id, assigned_by, assigned_at) VALUES ($1, $2, $3, $4)
           ON CONFLICT (request_id) DO UPDATE SET staff_id = excluded.staff_id, assigned_by = excluded.assigned_by,
             assigned_at = excluded.assigned_at WHERE a.staff_id <> excluded.staff_id RETURNING request_id AS id`,
          [file.request.id, staffId, by.staffId, at],
        )
      : (
          await manager.query(`DELETE FROM assignment WHERE request_id = $1 RETURNING request_id AS id`, [
            file.request.id,
          ])
        )[0];
    if (!changed) return false;
    await this.ledger.append(manager, {
      kind: 'request.assigned',
      case: file.case.ledgerId,
      request: file.request.ledgerId,
      by: by.actor,
      at,
      data: { to: staffId ? this.tags.tag('staff', 'staff', staffId).toString('base64url') : 'nobody' },
    });
    await this.lines.refresh(manager, [file.request.id]);
    return true;
  }
}
