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
      // Not CONFIG: hosted servers forbid it, and then nobody would ever be told.
      const policy = /^maxmemory_policy:(\S+)/m.exec(await redis.info('memory'))?.[1];
      if (policy !== undefined && policy !== 'noeviction') {
        throw new Error(`Redis may throw jobs away: set maxmemory-policy to noeviction (it is ${policy}).`);
      }
    },
    // QUIT waits for a server that may be away.
    close: async () => {
      if (redis.status === 'ready') await redis.quit().catch(() => redis.disconnect());
      else redis.disconnect();
    },
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
    // Those that the application has made are its own, and not the owner's to grant.
    const sequences = await client.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, sequencename) AS name FROM pg_sequences
       WHERE schemaname = $1 AND pg_has_role(sequenceowner, 'USAGE')`,
      [BULL_SCHEMA],
    );
    for (const { name } of sequences.rows) await client.query(`GRANT USAGE, SELECT ON SEQUENCE ${name} TO ${role}`);
    await client.query(`GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${BULL_SCHEMA} TO ${role}`);
    // `addBulk` keeps its rows in a temporary table, which a database that was closed to the public refuses.
    const { rows } = await client.query<{ database: string; may: boolean }>(
      `SELECT quote_ident(current_database()) AS database, has_database_privilege($1, current_database(), 'TEMPORARY') AS may`,
      [applicationRole],
    );
    if (rows[0] && !rows[0].may) await client.query(`GRANT TEMPORARY ON DATABASE ${rows[0].database} TO ${role}`);
  } finally {
    await client.end();
  }
}
