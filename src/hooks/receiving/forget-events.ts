import type { EntityManager } from 'typeorm';

/** Longer than any sender repeats a delivery, and than the keys live under which bodies lie. */
const KEPT_MS = 32 * 86_400_000;

/** Forgets what sources have told, once nobody repeats it any more. For the upkeep queue. */
export async function forgetEvents(manager: EntityManager, now: Date): Promise<void> {
  await manager.query(`DELETE FROM hook_event WHERE received_at <= $1`, [new Date(now.getTime() - KEPT_MS)]);
}
