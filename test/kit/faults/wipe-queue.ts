import { Redis } from 'ioredis';
import { BULL_SCHEMA } from '../../../src/platform/queues/bull-backend.js';
import type { FaultHouse } from './fault-house.js';

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
  await house.sql(`TRUNCATE ${tables.map(({ name }) => name).join(', ')} CASCADE`);
}
