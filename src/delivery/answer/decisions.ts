import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Temporal } from 'temporal-polyfill';
import type { CitedStep } from '../../laws/law-data.js';
import { Laws } from '../../laws/laws.js';
import { legalDay } from '../../laws/legal-day.js';
import type { Actor } from '../../ledger/ledger-entry.js';
import { type ReasonCode, reasons } from '../../ledger/reasons.js';
import { cited } from '../../letters/citing.js';
import { dayOf } from '../../letters/formats.js';
import { Letters } from '../../letters/letters.js';
import { Clock } from '../../platform/clock/clock.js';
import { Clocks } from '../../requests/clocks.js';
import { Identifiers } from '../../requests/identifiers.js';
import { Journey } from '../../requests/journey.js';
import { mayMove } from '../../requests/journey-table.js';
import { isDeferred } from '../../requests/road.js';
import type { CaseFile } from '../../requests/requests.repository.js';
import { TasksRepository } from '../../work/tasks.repository.js';

export const EXTENSION_REASONS = {
  complexity: { de: 'Die Bearbeitung ist komplex.', en: 'The request is complex.' },
  'number-of-requests': { de: 'Es liegen sehr viele Anträge vor.', en: 'There is a large number of requests.' },
} as const;

/** Where a reason to refuse stands in the law. */
const CITED: Partial<Record<ReasonCode, CitedStep>> = {
  unfounded: 'unfounded',
  excessive: 'excessive',
  unidentifiable: 'unidentifiable',
  'no-ground-for-erasure': 'no_ground',
  'rights-of-others': 'others',
};

/** Reasons that lie in the proof: then the letter points to what can be had without one, where the law says so. */
const UNPROVEN: readonly ReasonCode[] = ['identity-not-proven', 'unidentifiable'];

/** Refusals and extensions: never without reasons, and never without the remedies that the law wants named. */
@Injectable()
export class Decisions {
  constructor(
    private readonly letters: Letters,
    private readonly identifiers: Identifiers,
    private readonly tasks: TasksRepository,
    private readonly clocks: Clocks,
    private readonly journey: Journey,
    private readonly laws: Laws,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns `too-late` past the point at which the request can be refused; `not-invited` when she cannot be told from
   * others, and has not been asked for more (Art. 11(2), 12(2) GDPR: say so, invite, go on).
   */
  async refuse(
    manager: EntityManager,
    file: CaseFile,
    reason: ReasonCode,
    by: Actor,
  ): Promise<'refused' | 'too-late' | 'not-invited'> {
    if (!mayMove(file.request.state, 'refused') || isDeferred(file.request)) return 'too-late';
    const law = this.laws.pinned(file.request.law);
    const { unproven } = law.right(file.request.right);
    if (reason === 'unidentifiable' && unproven?.treatAs === 'unidentifiable' && !(await invited(manager, file)))
      return 'not-invited';
    const [begun]: { begun: boolean }[] = await manager.query(
      `SELECT EXISTS (SELECT 1 FROM task WHERE request_id = $1 AND intended_at IS NOT NULL) AS begun`,
      [file.request.id],
    );
    if (begun!.begun) return 'too-late';
    await this.tasks.cancel(manager, file.request.id);
    const at = this.clock.now();
    await this.letters.write(manager, {
      file,
      to: await this.contact(manager, file),
      kind: 'refusal',
      once: 'refusal',
      data: {
        right: file.request.right,
        reasons: [cited(reasons[reason], law.says, CITED[reason])],
        ...(unproven?.instead && UNPROVEN.includes(reason) ? { invite: unproven.instead } : {}),
      },
    });
    await this.clocks.record(manager, file, { event: 'answered', at }, by);
    await manager.query(`UPDATE request SET first_answered_at = coalesce(first_answered_at, $2) WHERE id = $1`, [
      file.request.id,
      at,
    ]);
    await this.journey.move(manager, file.request, 'refused', reason, by);
    await manager.query(
      `UPDATE errand SET settled_at = $2, outcome = 'no-longer-needed'
       WHERE request_id = $1 AND settled_at IS NULL AND kind IN ('proof-not-given', 'further-data-given')`,
      [file.request.id, at],
    );
    return 'refused';
  }

  /** Once, before the first date has passed, with reasons (Art. 12(3) GDPR). */
  async extend(
    manager: EntityManager,
    file: CaseFile,
    reason: keyof typeof EXTENSION_REASONS,
    staffId: string,
    by: Actor,
  ): Promise<boolean> {
    const [before] = await this.clocks.of(manager, file);
    const now = this.clock.now();
    const until = before?.mayExtendUntil;
    if (!before || !until || Temporal.PlainDate.compare(legalDay(now, file.controller.zone), until) > 0) return false;
    await this.clocks.record(manager, file, { event: 'extended', at: now, reason, by: staffId }, by);
    const [after] = await this.clocks.of(manager, file);
    await this.letters.write(manager, {
      file,
      to: await this.contact(manager, file),
      kind: 'extension',
      once: 'extension',
      data: {
        receivedOn: dayOf(file.case.receivedAt, file.controller.zone),
        reasons: [EXTENSION_REASONS[reason]],
        oldDue: before.due.toString(),
        newDue: after!.due.toString(),
      },
    });
    return true;
  }

  /** A recorded doubt about who asks, put to the person without delay: the only thing that may pause a European clock. */
  async doubt(
    manager: EntityManager,
    file: CaseFile,
    words: { doubt: string; needed: string },
    staffId: string,
    by: Actor,
  ): Promise<void> {
    const at = this.clock.now();
    await this.clocks.record(manager, file, { event: 'doubt_recorded', at, by: staffId, wholeCase: true }, by);
    const [clock] = await this.clocks.of(manager, file);
    await this.letters.write(manager, {
      file,
      to: await this.contact(manager, file),
      kind: 'identity-request',
      data: {
        doubt: words.doubt,
        needed: [words.needed],
        askedOn: dayOf(at, file.controller.zone),
        answerBy: clock?.unpausedDue.toString() ?? dayOf(at, file.controller.zone),
      },
    });
  }

  private async contact(manager: EntityManager, file: CaseFile): Promise<string | null> {
    return await this.identifiers.contact(manager, file.case.id);
  }
}

/** Has the person been invited to give further data for this request? (Kept by `identity/further-data.ts`.) */
async function invited(manager: EntityManager, file: CaseFile): Promise<boolean> {
  const rows: unknown[] = await manager.query(`SELECT 1 FROM further_data WHERE request_id = $1 LIMIT 1`, [
    file.request.id,
  ]);
  return rows.length > 0;
}
