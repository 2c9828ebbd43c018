import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { legalDay, startOfLegalDay } from '../laws/legal-day.js';
import { satisfies } from '../laws/law.js';
import { Ledger } from '../ledger/ledger.js';
import type { ReasonCode } from '../ledger/reasons.js';
import { Clock } from '../platform/clock/clock.js';
import { Clocks } from '../requests/clocks.js';
import { Journey } from '../requests/journey.js';
import { nextOn, type State } from '../requests/journey-table.js';
import { Raise } from '../requests/raise.js';
import type { SubjectRequest } from '../requests/request.entity.js';
import type { CaseFile } from '../requests/requests.repository.js';
import { Sufficiency } from '../requests/sufficiency.js';

/** States in which a lesser request is under way: proven after all, it is searched again as it was asked. */
const UNDER_WAY: readonly State[] = ['deciding', 'working', 'preparing', 'reviewing'];
const ANSWERED: readonly State[] = ['answering', 'closed'];

/**
 * Requests whose sender is not proven as far as they ask. Where the law knows a lesser request (11 CCR 7024(a): categories
 * in place of specific pieces), they go on as that one, once an officer has not accepted the identity or the day has come
 * on which an answer should go out.
 */
@Injectable()
export class UnprovenRequests {
  constructor(
    private readonly sufficiency: Sufficiency,
    private readonly clocks: Clocks,
    private readonly journey: Journey,
    private readonly raise: Raise,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  /** Asks to be woken when it is time to decide about a request that waits for proof. */
  async wakeInTime(manager: EntityManager, file: CaseFile): Promise<void> {
    const [clock] = await this.clocks.of(manager, file);
    if (!clock) return;
    const dueAt = startOfLegalDay(clock.answerBy, file.controller.zone);
    await this.raise.signal(manager, 'identity.overdue', file.request.id, { dueAt, deadline: file.request.dueOn });
  }

  /** Has the day come on which an answer should go out? */
  async isOverdue(manager: EntityManager, file: CaseFile): Promise<boolean> {
    const [clock] = await this.clocks.of(manager, file);
    if (!clock) return false;
    return Temporal.PlainDate.compare(legalDay(this.clock.now(), file.controller.zone), clock.answerBy) >= 0;
  }

  /** @returns whether the request goes on as the lesser one. */
  async goOnAsLesser(manager: EntityManager, file: CaseFile): Promise<boolean> {
    const { request } = file;
    const to = nextOn(request.road, 'proving');
    const lesser = this.sufficiency.lesser(file);
    if (request.state !== 'proving' || !to || !lesser || !satisfies(file.case.assurance, lesser)) return false;
    if (!(await isRefused(manager, file.case.id)) && !(await this.isOverdue(manager, file))) return false;
    if (!(await this.journey.move(manager, request, to, 'treated-as-categories'))) return false;
    await this.treat(manager, file, 'categories', 'treated-as-categories');
    await this.settleErrands(manager, request.id);
    return true;
  }

  /** The proof now suffices for what was asked: the request is that again, also when the lesser one is answered. */
  async restore(manager: EntityManager, file: CaseFile): Promise<void> {
    const { request } = file;
    if (!request.treatedAs || !satisfies(file.case.assurance, await this.sufficiency.inFull(manager, file))) return;
    const again: SubjectRequest = { ...request, treatedAs: null };
    const to = UNDER_WAY.includes(request.state) ? 'planning' : ANSWERED.includes(request.state) ? 'reopened' : null;
    if (to) {
      if (!(await this.journey.move(manager, again, to, 'proven-after-all'))) return;
    } else if (request.state === 'planning') {
      await this.raise.signal(manager, 'planning.begin', request.id);
    } else {
      return;
    }
    await this.treat(manager, file, null, 'proven-after-all');
  }

  /** What asked an officer to decide is decided. */
  async settleErrands(manager: EntityManager, requestId: string): Promise<void> {
    await manager.query(
      `UPDATE errand SET settled_at = $2, outcome = 'no-longer-needed'
       WHERE request_id = $1 AND settled_at IS NULL AND kind IN ('proof-not-given', 'further-data-given')`,
      [requestId, this.clock.now()],
    );
  }

  private async treat(
    manager: EntityManager,
    file: CaseFile,
    as: 'categories' | null,
    code: ReasonCode,
  ): Promise<void> {
    // Asked again as it was, it has yet to be answered so: how the lesser one ended is not its outcome.
    await manager.query(
      `UPDATE request SET treated_as = $2, outcome = CASE WHEN $2::text IS NULL THEN NULL ELSE outcome END WHERE id = $1`,
      [file.request.id, as],
    );
    await this.ledger.append(manager, {
      kind: 'request.treated-as',
      case: file.case.ledgerId,
      request: file.request.ledgerId,
      by: { role: 'service' },
      at: this.clock.now(),
      data: { as: as ?? 'asked', code },
    });
  }
}

/** An officer has looked and not accepted the identity. A proof that does not fit the data is another matter: it waits. */
async function isRefused(manager: EntityManager, caseId: string): Promise<boolean> {
  const [last]: { reason: string }[] = await manager.query(
    `SELECT reason FROM evidence WHERE case_id = $1 AND NOT accepted AND method = 'officer-decision' ORDER BY at DESC, id DESC LIMIT 1`,
    [caseId],
  );
  return last?.reason === 'identity-not-proven';
}
