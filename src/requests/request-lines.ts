import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ENDED } from './journey-table.js';

/** What a line ought to be, computed from the truth; the projection and its nightly check use the same sentence. */
const TRUTH = `
  SELECT r.id AS request_id, r.case_id, r.controller_id, c.reference, r."right", r.state, r.law, c.received_at, r.due_on,
         r.first_answered_at, r.state = ANY($1::text[]) AS ended,
         EXISTS (SELECT 1 FROM hold h WHERE h.case_id = r.case_id AND h.lifted_at IS NULL) AS held
  FROM request r JOIN subject_case c ON c.id = r.case_id`;

/** Writes the desk's lines; nothing else does. */
@Injectable()
export class RequestLines {
  async refresh(manager: EntityManager, requestIds: readonly string[]): Promise<void> {
    if (requestIds.length === 0) return;
    await manager.query(
      `INSERT INTO request_line AS line ${TRUTH} WHERE r.id = ANY($2::uuid[])
       ON CONFLICT (request_id) DO UPDATE SET state = excluded.state, law = excluded.law, due_on = excluded.due_on,
         received_at = excluded.received_at, first_answered_at = excluded.first_answered_at, ended = excluded.ended, held = excluded.held`,
      [ENDED, requestIds],
    );
  }

  async refreshCase(manager: EntityManager, caseId: string): Promise<void> {
    const requests: { id: string }[] = await manager.query(`SELECT id FROM request WHERE case_id = $1`, [caseId]);
    await this.refresh(
      manager,
      requests.map((request) => request.id),
    );
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
