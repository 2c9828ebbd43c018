import type { EntityManager } from 'typeorm';
import { reasons, type ReasonCode } from '../../ledger/reasons.js';
import { choicesFor } from '../../planning/errand-choices.js';
import type { Errand } from '../../work/errand.entity.js';
import { outcomeWord, readVerdict } from '../../work/verdict.js';
import { bilingual } from '../../datamap/bilingual.dto.js';
import type { Localised } from '../../datamap/language.js';
import type {
  ErrandChoice,
  ErrandView,
  EvidenceView,
  HoldView,
  LetterLine,
  MessageCounts,
  OutcomeView,
  ScanLine,
  SiblingView,
  TaskView,
} from './case.dto.js';

/** A code in words; a code that only a connector knows stands for itself. */
export const worded = (code: string): { de: string; en: string } => bilingual(reasons[code as ReasonCode] ?? code);

const STAFF = (column: string): string =>
  `(SELECT json_build_object('id', s.id, 'name', s.name) FROM staff s WHERE s.id = ${column})`;

export function tasksOf(manager: EntityManager, requestId: string): Promise<TaskView[]> {
  return manager.query(
    `SELECT id, system, action, round, state, attempts, code, due_at AS "dueAt", done_at AS "doneAt", intended_at AS "intendedAt", outcome
     FROM task WHERE request_id = $1 ORDER BY order_id, system`,
    [requestId],
  );
}

export async function outcomesOf(
  manager: EntityManager,
  requestId: string,
  titleOf: (system: string, collection: string) => Localised,
): Promise<OutcomeView[]> {
  const rows: Omit<OutcomeView, 'word' | 'action' | 'title'>[] = await manager.query(
    `SELECT system, collection, verdict, intended, residue, held_by_others AS "heldByOthers", evidence, shown_at AS "shownAt"
     FROM outcome WHERE request_id = $1 ORDER BY system, collection, verdict`,
    [requestId],
  );
  return rows.map((row) => {
    const verdict = readVerdict(row.verdict);
    const title = bilingual(titleOf(row.system, row.collection));
    return { ...row, title, action: verdict.action, word: outcomeWord(verdict) };
  });
}

export async function errandsOf(manager: EntityManager, requestId: string): Promise<ErrandView[]> {
  const rows: Omit<ErrandView, 'text' | 'choices'>[] = await manager.query(
    `SELECT id, kind, system, place, task_id AS "taskId", due_on::text AS "dueOn", opened_at AS "openedAt" FROM errand
     WHERE request_id = $1 AND settled_at IS NULL ORDER BY opened_at, id`,
    [requestId],
  );
  return rows.map((row) => ({
    ...row,
    text: worded(row.kind),
    choices: choicesOf(row),
  }));
}

/** How an errand can be settled, in words. */
export const choicesOf = (errand: Pick<Errand, 'kind' | 'taskId'>): ErrandChoice[] =>
  choicesFor(errand).map((outcome) => ({ outcome, text: worded(outcome) }));

export async function holdsOf(manager: EntityManager, caseId: string): Promise<HoldView[]> {
  const rows: Omit<HoldView, 'text'>[] = await manager.query(
    `SELECT id, reason, placed_at AS "placedAt", ${STAFF('placed_by')} AS "placedBy" FROM hold
     WHERE case_id = $1 AND lifted_at IS NULL ORDER BY placed_at, id`,
    [caseId],
  );
  return rows.map((row) => ({ ...row, text: worded(row.reason) }));
}

export function lettersOf(manager: EntityManager, caseId: string): Promise<LetterLine[]> {
  return manager.query(
    `SELECT id, kind, state, locale, created_at AS "createdAt", sent_at AS "sentAt",
            CASE kind WHEN 'recipient-notice' THEN regexp_replace(once, '^[^/]*/[^/]*/', '') END AS recipient
     FROM letter WHERE case_id = $1 ORDER BY created_at, id`,
    [caseId],
  );
}

export function scansOf(manager: EntityManager, caseId: string): Promise<ScanLine[]> {
  return manager.query(
    `SELECT id, media_type AS "mediaType", bytes, added_at AS "addedAt" FROM scan WHERE case_id = $1 ORDER BY added_at, id`,
    [caseId],
  );
}

export function evidenceOf(manager: EntityManager, caseId: string): Promise<EvidenceView[]> {
  return manager.query(
    `SELECT method, level, accepted, reason, ${STAFF('decided_by')} AS by, at FROM evidence WHERE case_id = $1 ORDER BY at, id`,
    [caseId],
  );
}

export async function messageCounts(manager: EntityManager, caseId: string): Promise<MessageCounts> {
  const [counts]: MessageCounts[] = await manager.query(
    `SELECT count(*) FILTER (WHERE direction = 'in')::int AS in, count(*) FILTER (WHERE direction = 'out')::int AS out,
            count(*) FILTER (WHERE direction = 'in' AND read_at IS NULL)::int AS unread, max(written_at) AS "lastAt"
     FROM message WHERE case_id = $1`,
    [caseId],
  );
  return counts!;
}

/** Requests beside this one that came with the same message. @param scope slugs that the caller may see; all if null. */
export function siblingsOf(
  manager: EntityManager,
  requestId: string,
  scope: readonly string[] | null,
): Promise<SiblingView[]> {
  return manager.query(
    `SELECT r.id, c.reference, r."right", r.state, k.slug AS controller
     FROM request mine JOIN subject_case own ON own.id = mine.case_id
     JOIN subject_case c ON c.id = coalesce(own.sibling_of, own.id) OR c.sibling_of = coalesce(own.sibling_of, own.id)
     JOIN request r ON r.case_id = c.id JOIN controller k ON k.id = c.controller_id
     WHERE mine.id = $1 AND r.id <> $1 AND ($2::text[] IS NULL OR k.slug = ANY($2)) ORDER BY k.slug, r.id LIMIT 200`,
    [requestId, scope],
  );
}

export async function beside(
  manager: EntityManager,
  requestId: string,
): Promise<{ assignedTo: { id: string; name: string } | null; begun: boolean }> {
  const [row]: { assignedTo: { id: string; name: string } | null; begun: boolean }[] = await manager.query(
    `SELECT (SELECT ${STAFF('a.staff_id')} FROM assignment a WHERE a.request_id = $1) AS "assignedTo",
            EXISTS (SELECT 1 FROM task WHERE request_id = $1 AND intended_at IS NOT NULL) AS begun`,
    [requestId],
  );
  return row!;
}
