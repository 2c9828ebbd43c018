import type { DataSource } from 'typeorm';
import { newId } from '../../src/platform/ids/ids.js';

export interface LineOf {
  id: string;
  controller: string;
  right: string;
  state: string;
  law: string;
  receivedAt: string;
  dueOn: string | null;
  answeredAt: string | null;
  ended: boolean;
  held: boolean;
  errands: number;
  assignedTo: string | null;
  movedAt: string | null;
  testPerson: boolean;
}

/** Controllers in two zones, so that one moment is two legal days. */
export async function deskControllers(source: DataSource): Promise<{ berlin: string; honolulu: string }> {
  const ids = { berlin: newId(), honolulu: newId() };
  for (const [slug, zone] of [
    ['berlin', 'Europe/Berlin'],
    ['honolulu', 'Pacific/Honolulu'],
  ] as const) {
    await source.query(
      `INSERT INTO controller (id, slug, name, law, country, zone, languages, details, policy, created_at)
       VALUES ($1, $2, $2, 'de', 'DE', $3, '{de}', '{}', '{}', now())`,
      [ids[slug], slug, zone],
    );
  }
  return ids;
}

/** Writes lines as the projection does, in one statement. */
export async function writeLines(source: DataSource, lines: readonly LineOf[]): Promise<void> {
  await source.query(
    `INSERT INTO request_line (request_id, case_id, controller_id, reference, "right", state, law, received_at, due_on, first_answered_at,
       ended, held, moved_at, errands, assigned_to, test_person)
     SELECT l.id, l.id, l.controller, 'HB-' || left(l.id::text, 8), l."right", l.state, l.law, l."receivedAt", l."dueOn", l."answeredAt",
       l.ended, l.held, l."movedAt", l.errands, l."assignedTo", l."testPerson"
     FROM json_to_recordset($1) AS l (id uuid, controller uuid, "right" text, state text, law text, "receivedAt" timestamptz, "dueOn" date,
       "answeredAt" timestamptz, ended boolean, held boolean, errands int, "assignedTo" uuid, "movedAt" timestamptz, "testPerson" boolean)
     ON CONFLICT (request_id) DO UPDATE SET state = excluded.state, due_on = excluded.due_on, first_answered_at = excluded.first_answered_at,
       ended = excluded.ended, held = excluded.held, moved_at = excluded.moved_at, errands = excluded.errands,
       assigned_to = excluded.assigned_to, test_person = excluded.test_person`,
    [JSON.stringify(lines)],
  );
}

export function line(controller: string, of: Partial<LineOf> = {}): LineOf {
  return {
    id: newId(),
    controller,
    right: 'access',
    state: 'proving',
    law: 'de@2026-01-01',
    receivedAt: '2026-11-01T09:00:00Z',
    dueOn: '2026-12-01',
    answeredAt: null,
    ended: false,
    held: false,
    errands: 0,
    assignedTo: null,
    movedAt: null,
    testPerson: false,
    ...of,
  };
}
