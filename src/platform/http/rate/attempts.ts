import type { EntityManager } from 'typeorm';

export interface AttemptLimit {
  /** Constant of the caller, e.g. `identity.code`. */
  purpose: string;
  limit: number;
  windowMilliseconds: number;
}

export type AttemptVerdict = { allowed: true; left: number } | { allowed: false; retryAfterSeconds: number };

/**
 * Counts one attempt, over all processes, and says whether it is within the limit. Attempts beyond it are counted no
 * further and do not prolong the window. Commit the count even when the attempt fails: count in a transaction of its
 * own, before the attempt.
 *
 * @param subject a keyed digest (a tag of `platform/crypto`), never the thing itself.
 */
export async function countAttempt(
  manager: EntityManager,
  rule: AttemptLimit,
  subject: Buffer,
  now: Date,
): Promise<AttemptVerdict> {
  const rows = await manager.query<{ attempts: number; window_ends_at: Date }[]>(
    `INSERT INTO attempt_count AS mine (purpose, subject, attempts, window_ends_at)
     VALUES ($1, $2, 1, $3)
     ON CONFLICT (purpose, subject) DO UPDATE SET
       attempts = CASE WHEN mine.window_ends_at <= $4 THEN 1 ELSE least(mine.attempts, $5) + 1 END,
       window_ends_at = CASE WHEN mine.window_ends_at <= $4 THEN excluded.window_ends_at ELSE mine.window_ends_at END
     RETURNING attempts, window_ends_at`,
    [rule.purpose, subject, new Date(now.getTime() + rule.windowMilliseconds), now, rule.limit],
  );
  const { attempts = 1, window_ends_at: ends = now } = rows[0] ?? {};
  if (attempts <= rule.limit) return { allowed: true, left: rule.limit - attempts };
  return { allowed: false, retryAfterSeconds: Math.max(1, Math.ceil((ends.getTime() - now.getTime()) / 1000)) };
}

/** Forgets the windows that have ended. For the upkeep queue. */
export async function forgetAttempts(manager: EntityManager, now: Date): Promise<void> {
  await manager.query('DELETE FROM attempt_count WHERE window_ends_at <= $1', [now]);
}
