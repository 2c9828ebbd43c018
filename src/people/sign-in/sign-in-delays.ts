import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../platform/clock/clock.js';
import { Tags } from '../../platform/crypto/tags.js';

/** So many wrong attempts in a row cost nothing: people mistype. */
const FREE = 5;
/** The longest wait. Longer ones would only help whoever wants to keep somebody out. */
const LONGEST_SECONDS = 900;
const FORGOTTEN_AFTER_MS = 24 * 3_600_000;

export type Claim = { allowed: true; failures: number } | { allowed: false; retryAfterSeconds: number };

/**
 * Growing delays: after five wrong attempts in a row at one thing the next is heard 2, 4, 8, … seconds later, at most a
 * quarter of an hour. What counts as one thing keeps outsiders from locking somebody out: see `SignIn`.
 */
@Injectable()
export class SignInDelays {
  constructor(
    private readonly tags: Tags,
    private readonly clock: Clock,
  ) {}

  subject(step: 'password' | 'second-factor', what: string): Buffer {
    return this.tags.tag('sign-in', `delay/${step}`, what);
  }

  /**
   * Counts an attempt as wrong before it is made, and says whether it may be made. Commit it in a transaction of its
   * own; then attempts that come at the same time cannot share one count. `clear` takes it back when it was right.
   */
  async claim(manager: EntityManager, subject: Buffer): Promise<Claim> {
    const now = this.clock.now();
    const [claimed]: { failures: number }[] = await manager.query(
      `INSERT INTO sign_in_delay AS mine (subject, failures, blocked_until, forget_at)
       VALUES ($1, 1, $2::timestamptz, $3::timestamptz)
       ON CONFLICT (subject) DO UPDATE SET
         failures = CASE WHEN mine.forget_at <= $2 THEN 1 ELSE mine.failures + 1 END,
         blocked_until = $2::timestamptz + make_interval(secs => CASE
           WHEN mine.forget_at <= $2 OR mine.failures + 1 < $4 THEN 0
           ELSE least($5::float8, power(2, least(mine.failures + 1 - $4, 20) + 1)) END),
         forget_at = $3
       WHERE mine.blocked_until <= $2
       RETURNING failures`,
      [subject, now, new Date(now.getTime() + FORGOTTEN_AFTER_MS), FREE, LONGEST_SECONDS],
    );
    if (claimed) return { allowed: true, failures: claimed.failures };
    const [blocked]: { until: Date }[] = await manager.query(
      `SELECT blocked_until AS until FROM sign_in_delay WHERE subject = $1`,
      [subject],
    );
    const wait = ((blocked?.until.getTime() ?? 0) - now.getTime()) / 1000;
    return { allowed: false, retryAfterSeconds: Math.max(1, Math.ceil(wait)) };
  }

  async clear(manager: EntityManager, subject: Buffer): Promise<void> {
    await manager.query(`DELETE FROM sign_in_delay WHERE subject = $1`, [subject]);
  }
}

/** 5, 10, 20, 40, …: a burst is told in the ledger when it begins and each time it has doubled. */
export function isBurst(failures: number): boolean {
  const times = failures / FREE;
  return failures >= FREE && Number.isInteger(Math.log2(times));
}
