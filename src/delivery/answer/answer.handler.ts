import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Laws } from '../../laws/laws.js';
import { Ledger } from '../../ledger/ledger.js';
import { LedgerRhythm } from '../../ledger/ledger-rhythm.js';
import type { ReasonCode } from '../../ledger/reasons.js';
import { Clock } from '../../platform/clock/clock.js';
import { type SignalHandler, Takes } from '../../platform/queues/handler-registry.js';
import { Transactions } from '../../platform/queues/transactions.js';
import { Clocks } from '../../requests/clocks.js';
import { Journey } from '../../requests/journey.js';
import { isCopy } from '../../requests/road.js';
import { Raise } from '../../requests/raise.js';
import { type CaseFile, RequestsRepository } from '../../requests/requests.repository.js';
import { DataPackage } from '../package/data-package.entity.js';
import { copiesDone } from '../package/prepare.handler.js';
import { AnswerLetters, type Standing } from './answer-letters.js';
import { standingOf } from './standing.js';

/**
 * Answers: what is done, pending, retained and refused goes out in time, supplements follow, and the request closes when
 * nothing is outstanding (practice 1). May be woken at every change; it writes each answer once.
 */
@Injectable()
@Takes('delivery.answer')
export class AnswerHandler implements SignalHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly requests: RequestsRepository,
    private readonly letters: AnswerLetters,
    private readonly laws: Laws,
    private readonly clocks: Clocks,
    private readonly journey: Journey,
    private readonly raise: Raise,
    private readonly ledger: Ledger,
    private readonly rhythm: LedgerRhythm,
    private readonly clock: Clock,
  ) {}

  async handle(requestId: string): Promise<void> {
    await this.answer(requestId);
    // The letter names a receipt: it is not to wait for the next regular checkpoint.
    this.rhythm.nudge();
  }

  private async answer(requestId: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const file = await this.requests.lockedIn(tx, requestId, (state) => state === 'answering');
      if (!file) return;
      const effect = this.laws.pinned(file.request.law).right(file.request.right).road.effect;
      if (isCopy(effect) && (await collectedSincePackage(tx, requestId))) {
        // A system has delivered after the package was built: a new one is built, reviewed and released.
        await this.journey.move(tx, file.request, 'preparing', 'scope-grown');
        return;
      }
      const standing = await standingOf(tx, requestId);
      const first = file.request.firstAnsweredAt === null;
      if (first || standing.outstanding === 0) await this.letters.write(tx, file, effect, standing, first);
      if (first) await this.firstAnswer(tx, file, standing);
      if (standing.outstanding > 0) return;
      const [request] = (await this.requests.ofCase(tx, file.case.id)).filter((one) => one.id === requestId);
      await this.journey.move(tx, request!, 'closed', outcomeOf(standing, file));
    });
  }

  private async firstAnswer(tx: EntityManager, file: CaseFile, standing: Standing): Promise<void> {
    const at = this.clock.now();
    await tx.query(`UPDATE request SET first_answered_at = $2 WHERE id = $1`, [file.request.id, at]);
    await this.clocks.record(tx, file, { event: 'answered', at }, { role: 'service' });
    await this.ledger.append(tx, {
      kind: 'answer.sent',
      case: file.case.ledgerId,
      request: file.request.ledgerId,
      by: { role: 'service' },
      at,
      data: {
        done: standing.done,
        pending: standing.outstanding,
        retained: standing.retained,
        refused: standing.refused,
      },
    });
    const waiting = await this.requests.waitingFor(tx, file.request.id);
    await this.raise.signal(
      tx,
      'planning.gate',
      waiting.map((request) => request.id),
    );
  }
}

/** Complied with in full only when everything is shown and nothing stays (invariant 4). */
function outcomeOf(standing: Standing, { request }: CaseFile): ReasonCode {
  if (standing.found === 0 && standing.done === 0 && standing.retained === 0 && standing.refused === 0)
    return 'nothing-found';
  // Categories were told, single data were asked for.
  if (request.treatedAs) return 'partly-complied';
  return standing.retained + standing.refused + standing.unshown > 0 ? 'partly-complied' : 'fully-complied';
}

/** Counted, not timed: the clocks of database and application need not agree. */
async function collectedSincePackage(tx: EntityManager, requestId: string): Promise<boolean> {
  const built = await tx.findOneBy(DataPackage, { requestId, superseded: false });
  if (!built?.builtAt) return false;
  return (await copiesDone(tx, requestId)) > (built.summary?.copied ?? 0);
}
