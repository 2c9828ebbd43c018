import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import type { IdempotentRequest } from '../../platform/http/idempotency/idempotency-key.js';
import { Problem } from '../../platform/http/problems/problem.js';
import { countAttempt } from '../../platform/http/rate/attempts.js';
import { Transactions } from '../../platform/queues/transactions.js';
import { CHALLENGE_MINUTES, ChallengesOfWork, type WorkRefusal } from './challenges-of-work.js';

/** Counted like attempts of which one is allowed; the row goes with the others when the challenge would have expired. */
const ONCE = { purpose: 'intake.proof-of-work', limit: 1, windowMilliseconds: (CHALLENGE_MINUTES + 1) * 60_000 };

/** What anonymous callers pay before they may ask: a solved challenge, once each. */
@Injectable()
export class ProofOfWork {
  constructor(
    private readonly challenges: ChallengesOfWork,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /**
   * Does the work if the proof is good. A proof that paid for a call which was refused is given back: whoever mistyped
   * an address need not solve another. A repetition of an answered call pays nothing, since it does nothing.
   *
   * @throws Problem `proof-of-work` with the reason; whatever the work throws.
   */
  async paid<T>(proof: string | undefined, repeats: IdempotentRequest | undefined, work: () => Promise<T>): Promise<T> {
    if (!this.challenges.wanted || (repeats && (await this.wasAnswered(repeats)))) return work();
    if (!proof) throw refused('missing');
    const verdict = await this.challenges.judge(proof);
    if (verdict.outcome !== 'done') throw refused(verdict.outcome);
    const manager = this.transactions.manager;
    const spent = await countAttempt(manager, ONCE, verdict.id, this.clock.now());
    if (!spent.allowed) throw refused('spent');
    try {
      return await work();
    } catch (error) {
      if (error instanceof Problem && error.status < 500) {
        await manager.query(`DELETE FROM attempt_count WHERE purpose = $1 AND subject = $2`, [
          ONCE.purpose,
          verdict.id,
        ]);
      }
      throw error;
    }
  }

  private async wasAnswered({ credential, route, key }: IdempotentRequest): Promise<boolean> {
    const rows: unknown[] = await this.transactions.manager.query(
      `SELECT 1 FROM idempotency WHERE credential = $1 AND route = $2 AND key = $3`,
      [credential, route, key],
    );
    return rows.length > 0;
  }
}

function refused(reason: WorkRefusal): Problem {
  return new Problem('proof-of-work', { members: { reason } });
}
