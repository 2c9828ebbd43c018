import type { EntityManager } from 'typeorm';

/** Ended sessions are kept for a month: the networks of their owners are known ones, and wrong attempts from there count apart. */
const KEPT_MS = 30 * 24 * 3_600_000;

/** Forgets what signing in has left behind. For the upkeep queue. */
export async function forgetSignIns(manager: EntityManager, now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEPT_MS);
  await manager.query(`DELETE FROM staff_session WHERE expires_at < $1`, [before]);
  await manager.query(`DELETE FROM passkey_challenge WHERE expires_at <= $1`, [now]);
  await manager.query(`DELETE FROM sign_in_delay WHERE forget_at <= $1`, [now]);
  await manager.query(`DELETE FROM staff_invitation WHERE expires_at <= $1`, [now]);
  await manager.query(`DELETE FROM set_up_code WHERE expires_at <= $1`, [now]);
}
