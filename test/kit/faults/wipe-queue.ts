import { Redis } from 'ioredis';
import { BULL_SCHEMA } from '../../../src/platform/queues/bull-backend.js';
import type { FaultHouse } from './fault-house.js';

/** `deadlock_detected` (PostgreSQL, appendix A). */
const DEADLOCK = '40P01';

/** Everything that BullMQ remembers is gone; its tables, if it has any, stay. */
export async function wipeQueue(house: FaultHouse, redisUrl?: string): Promise<void> {
  if (redisUrl) {
    const redis = new Redis(redisUrl);
    await redis.flushdb();
    await redis.quit();
    return;
  }
  const tables = await house.sql<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname = $1 AND tablename NOT LIKE '%migration%'`,
    [BULL_SCHEMA],
  );
  const wipe = `TRUNCATE ${tables.map(({ name }) => name).join(', ')} CASCADE`;
  for (;;) {
    try {
      await house.sql(wipe);
      return;
    } catch (error) {
      // The workers take these tables in an order of their own; whoever loses the deadlock asks again.
      if ((error as { code?: string }).code !== DEADLOCK) throw error;
    }
  }
}
