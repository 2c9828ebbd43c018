import { createPostgresBackend, runMigrations, setDefaultBackendFactory } from 'bullmq';
import type { ConnectionOptions } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';

export const BULL_SCHEMA = 'bullmq';

/** What BullMQ is to connect to, and how to let go of it. The only place that knows which backend it is. */
export interface BullBackend {
  kind: 'postgres' | 'redis';
  connection: ConnectionOptions;
  /** Throws when the backend could lose jobs or is not ready. */
  check(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Queues in PostgreSQL: one shared pool for all queues and workers (each worker keeps one connection to listen on).
 * BullMQ's types know Redis only, hence the one cast.
 */
export function postgresBackend(url: string, workers: boolean): BullBackend {
  setDefaultBackendFactory(createPostgresBackend);
  const pool = new pg.Pool({
    connectionString: url,
    max: workers ? 16 : 6,
    keepAlive: true,
    application_name: 'habeas queues',
    options: `-c search_path=${BULL_SCHEMA},public`,
  });
  pool.on('error', () => {});
  return {
    kind: 'postgres',
    connection: pool,
    check: async () => void (await pool.query('SELECT 1')),
    close: () => pool.end(),
  };
}

/** Queues in a single Redis or Valkey. */
export function redisBackend(url: string): BullBackend {
  setDefaultBackendFactory();
  const redis = new Redis(url, { maxRetriesPerRequest: null, enableReadyCheck: true });
  redis.on('error', () => {});
  return {
    kind: 'redis',
    connection: redis,
    check: async () => {
      const policy = (await redis.config('GET', 'maxmemory-policy').catch(() => null)) as string[] | null;
      if (policy && policy[1] !== 'noeviction') {
        throw new Error(`Redis may throw jobs away: set maxmemory-policy to noeviction (it is ${policy[1]}).`);
      }
      await redis.ping();
    },
    close: async () => void (await redis.quit().catch(() => redis.disconnect())),
  };
}

/** Brings BullMQ's own schema up to date, as its owner, and lets the application's role work in it. */
export async function migrateBull(ownerUrl: string, applicationRole?: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await runMigrations(client, BULL_SCHEMA);
    if (!applicationRole) return;
    const role = `"${applicationRole.replaceAll('"', '""')}"`;
    // BullMQ makes a sequence of job numbers for each queue when the queue is first used.
    await client.query(`GRANT USAGE, CREATE ON SCHEMA ${BULL_SCHEMA} TO ${role}`);
    await client.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${BULL_SCHEMA} TO ${role}`);
    await client.query(`GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA ${BULL_SCHEMA} TO ${role}`);
    await client.query(`GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${BULL_SCHEMA} TO ${role}`);
  } finally {
    await client.end();
  }
}
