import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Notices } from '../platform/notices/notices.js';
import { ENDED } from './journey-table.js';

/** What a line ought to be, computed from the truth; the projection and its nightly check use the same sentence. */
const TRUTH = `
  SELECT r.id AS request_id, r.case_id, r.controller_id, c.reference, r."right", r.state, r.law, c.received_at, r.due_on,
         r.first_answered_at, r.state = ANY($1::text[]) AS ended,
         EXISTS (SELECT 1 FROM hold h WHERE h.case_id = r.case_id AND h.lifted_at IS NULL) AS held, r.moved_at,
         (SELECT count(*)::int FROM errand e WHERE e.request_id = r.id AND e.settled_at IS NULL) AS errands,
         (SELECT a.staff_id FROM assignment a WHERE a.request_id = r.id) AS assigned_to, c.test_person
  FROM request r JOIN subject_case c ON c.id = r.case_id`;

/** Writes the desk's lines; nothing else does. */
@Injectable()
export class RequestLines {
  constructor(private readonly notices: Notices) {}

  /** @param errands errands of these requests were opened or settled: whoever watches is told so. */
  async refresh(manager: EntityManager, requestIds: readonly string[], errands?: 'errands'): Promise<void> {
    if (requestIds.length === 0) return;
    const lines: { request: string; controller: string }[] = await manager.query(
      `INSERT INTO request_line AS line ${TRUTH} WHERE r.id = ANY($2::uuid[])
       ON CONFLICT (request_id) DO UPDATE SET state = excluded.state, law = excluded.law, due_on = excluded.due_on,
         received_at = excluded.received_at, first_answered_at = excluded.first_answered_at, ended = excluded.ended, held = excluded.held,
         moved_at = excluded.moved_at, errands = excluded.errands, assigned_to = excluded.assigned_to, test_person = excluded.test_person
       RETURNING line.request_id AS request, line.controller_id AS controller`,
      [ENDED, requestIds],
    );
    const notices = lines.map(({ request, controller }) => ({ id: request, scope: controller }));
    this.notices.tell(manager, 'request', notices);
    if (errands) this.notices.tell(manager, 'errand', notices);
  }

  async refreshCase(manager: EntityManager, caseId: string): Promise<void> {
    const requests: { id: string }[] = await manager.query(`SELECT id FROM request WHERE case_id = $1`, [caseId]);
    await this.refresh(
      manager,
      requests.map((request) => request.id),
    );
  }

  /** Tells whoever watches that something of the case is new which its lines do not show. */
  async tellOfCase(manager: EntityManager, caseId: string): Promise<void> {
    const requests: { id: string; scope: string }[] = await manager.query(
      `SELECT id, controller_id AS scope FROM request WHERE case_id = $1`,
      [caseId],
    );
    this.notices.tell(manager, 'request', requests);
  }

  /** Writes every line anew. @returns how many. */
  async rebuild(manager: EntityManager): Promise<number> {
    await manager.query(`DELETE FROM request_line`);
    await manager.query(`INSERT INTO request_line ${TRUTH}`, [ENDED]);
    const [row] = await manager.query(`SELECT count(*)::int AS lines FROM request_line`);
    return row.lines;
  }

  /** @returns requests whose line differs from the truth, or is missing: always empty unless somebody edited it. */
  async differing(manager: EntityManager): Promise<string[]> {
    const rows: { id: string }[] = await manager.query(
      `WITH truth AS (${TRUTH})
       SELECT coalesce(truth.request_id, line.request_id) AS id
       FROM truth FULL JOIN request_line line ON line.request_id = truth.request_id
       WHERE truth IS DISTINCT FROM line`,
      [ENDED],
    );
    return rows.map((row) => row.id);
  }
}
