import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { LegalClock } from '../laws/clock.js';
import { spoken } from '../laws/step.js';
import { Clocks } from '../requests/clocks.js';
import type { CaseFile } from '../requests/requests.repository.js';

export interface ClockView {
  law: string;
  due: string;
  unpausedDue: string;
  answerBy: string;
  warnFrom: string;
  state: string;
  confirmed: boolean;
  /** Step by step, in words. */
  explanation: { de: string[]; en: string[] };
}

export interface TaskView {
  id: string;
  system: string;
  action: string;
  round: number;
  state: string;
  attempts: number;
  code: string | null;
  dueAt: Date;
  doneAt: Date | null;
  outcome: Record<string, unknown> | null;
}

export interface RequestView {
  id: string;
  reference: string;
  controller: string;
  right: string;
  state: string;
  road: string[];
  law: string;
  outcome: string | null;
  receivedAt: Date;
  channel: string;
  relation: string;
  assurance: string;
  testPerson: boolean;
  after: string | null;
  confirmedAt: Date | null;
  clocks: ClockView[];
  tasks: TaskView[];
  outcomes: {
    system: string;
    collection: string;
    verdict: string;
    intended: number;
    residue: number;
    heldByOthers: number;
    evidence: string;
    shownAt: Date;
  }[];
  errands: {
    id: string;
    kind: string;
    system: string | null;
    place: string | null;
    dueOn: string | null;
    openedAt: Date;
  }[];
  holds: { id: string; reason: string; placedAt: Date }[];
  letters: { id: string; kind: string; state: string; createdAt: Date; sentAt: Date | null }[];
  identifiers: { kind: string; source: string; proven: boolean; round: number }[];
}

/** One request as the office sees it: facts and codes; what is personal stays sealed until it is asked for. */
@Injectable()
export class RequestViews {
  constructor(private readonly clocks: Clocks) {}

  async of(manager: EntityManager, file: CaseFile): Promise<RequestView> {
    const { request, case: subjectCase, controller } = file;
    const ask = <T>(sql: string): Promise<T[]> => manager.query(sql, [request.id]);
    const byCase = <T>(sql: string): Promise<T[]> => manager.query(sql, [subjectCase.id]);
    return {
      id: request.id,
      reference: subjectCase.reference,
      controller: controller.slug,
      right: request.right,
      state: request.state,
      road: request.road,
      law: request.law,
      outcome: request.outcome,
      receivedAt: subjectCase.receivedAt,
      channel: subjectCase.channel,
      relation: subjectCase.relation,
      assurance: subjectCase.assurance,
      testPerson: subjectCase.testPerson,
      after: request.afterRequestId,
      confirmedAt: request.confirmedAt,
      clocks: (await this.clocks.of(manager, file)).map(clockView),
      tasks: await ask(
        `SELECT id, system, action, round, state, attempts, code, due_at AS "dueAt", done_at AS "doneAt", outcome
         FROM task WHERE request_id = $1 ORDER BY order_id, system`,
      ),
      outcomes: await ask(
        `SELECT system, collection, verdict, intended, residue, held_by_others AS "heldByOthers", evidence, shown_at AS "shownAt"
         FROM outcome WHERE request_id = $1 ORDER BY system, collection, verdict`,
      ),
      errands: await ask(
        `SELECT id, kind, system, place, due_on::text AS "dueOn", opened_at AS "openedAt" FROM errand
         WHERE request_id = $1 AND settled_at IS NULL ORDER BY opened_at`,
      ),
      holds: await byCase(
        `SELECT id, reason, placed_at AS "placedAt" FROM hold WHERE case_id = $1 AND lifted_at IS NULL ORDER BY placed_at`,
      ),
      letters: await byCase(
        `SELECT id, kind, state, created_at AS "createdAt", sent_at AS "sentAt" FROM letter WHERE case_id = $1 ORDER BY created_at`,
      ),
      identifiers: await byCase(
        `SELECT kind, source, proven, round FROM identifier WHERE case_id = $1 ORDER BY round, kind, id`,
      ),
    };
  }
}

export function clockView(clock: LegalClock): ClockView {
  return {
    law: clock.law,
    due: clock.due.toString(),
    unpausedDue: clock.unpausedDue.toString(),
    answerBy: clock.answerBy.toString(),
    warnFrom: clock.warnFrom.toString(),
    state: clock.state,
    confirmed: clock.confirmed,
    explanation: { de: spoken(clock.steps, 'de'), en: spoken(clock.steps, 'en') },
  };
}
