import { Redis } from 'ioredis';

const ADDRESS = process.env.HABEAS_TEST_REDIS ?? process.env.REDIS_URL ?? 'redis://127.0.0.1:6379';

/**
 * A numbered database of a Redis to test on, emptied: `HABEAS_TEST_REDIS` or `REDIS_URL` names the server, by default
 * the one on this machine. Null, with the reason printed, when none answers; where one was named, its silence is an
 * error. Two test files that run at once use two numbers.
 */
export async function redisAddress(number: number): Promise<string | null> {
  const url = new URL(ADDRESS);
  url.pathname = `/${number}`;
  const redis = new Redis(url.href, { lazyConnect: true, connectTimeout: 3000, retryStrategy: () => null });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    await redis.flushdb();
    return url.href;
  } catch (error) {
    if (process.env.HABEAS_TEST_REDIS ?? process.env.REDIS_URL) throw error;
    console.warn('Redis tests are skipped: no server answers at 127.0.0.1:6379.');
    return null;
  } finally {
    redis.disconnect();
  }
}
