import pg from 'pg';
import Cursor from 'pg-cursor';
import { withDeadline } from '../kit/deadline.js';
import type { Parameter, RawRow, Session, SqlServer } from '../kit/sql/dialect.js';
import { FetchSize } from '../kit/sql/fetch-size.js';
import { type Account, accountFor, SQL_DEFAULTS, type SqlSettings } from '../kit/sql/sql-settings.js';

export const POSTGRES_PORT = 5432;

/** Text as the server wrote it, for every type. */
const asText: pg.CustomTypesConfig = { getTypeParser: () => (value: string) => value };

/** Beyond the server's own timeout, for a server or network that says nothing at all. */
const PATIENCE = 5_000;

/**
 * Every setting is local to its transaction, so that a pooler in between (PgBouncer) may hand connections around.
 */
function beginning(mode: 'read' | 'write', settings: SqlSettings): string {
  const isolation = mode === 'read' ? 'REPEATABLE READ READ ONLY' : 'READ COMMITTED READ WRITE';
  const statement = Math.trunc(settings.statementTimeout ?? SQL_DEFAULTS.statementTimeout);
  const lock = Math.trunc(settings.lockTimeout ?? SQL_DEFAULTS.lockTimeout);
  return [
    `BEGIN ISOLATION LEVEL ${isolation}`,
    `SET LOCAL statement_timeout = ${statement}`,
    `SET LOCAL lock_timeout = ${lock}`,
    `SET LOCAL TimeZone = 'UTC'`,
    `SET LOCAL DateStyle = 'ISO, YMD'`,
    `SET LOCAL IntervalStyle = 'iso_8601'`,
    `SET LOCAL bytea_output = 'hex'`,
    `SET LOCAL extra_float_digits = 1`,
    `SET LOCAL standard_conforming_strings = on`,
  ].join('; ');
}

export class PostgresServer implements SqlServer {
  private readonly pools = new Map<string, pg.Pool>();

  constructor(private readonly settings: SqlSettings) {}

  async begin(mode: 'read' | 'write'): Promise<Session> {
    const account = accountFor(mode, this.settings, POSTGRES_PORT);
    const client = await this.pool(account).connect();
    const timeout = (this.settings.statementTimeout ?? SQL_DEFAULTS.statementTimeout) + PATIENCE;
    try {
      await withDeadline(client.query(beginning(mode, this.settings)), timeout);
    } catch (error) {
      client.release(true);
      throw error;
    }
    return new PostgresSession(client, timeout, () => this.cancel(account, client));
  }

  async close(): Promise<void> {
    const pools = [...this.pools.values()];
    this.pools.clear();
    await Promise.all(pools.map((pool) => pool.end()));
  }

  private pool(account: Account): pg.Pool {
    const known = this.pools.get(account.user);
    if (known) return known;
    const pool = new pg.Pool({
      ...this.connection(account),
      max: this.settings.pool ?? SQL_DEFAULTS.pool,
      idleTimeoutMillis: 30_000,
    });
    // A connection that breaks while nobody waits on it is replaced by the pool; who does wait is told by the query.
    pool.on('error', () => undefined);
    pool.on('connect', (client) => client.on('error', () => undefined));
    this.pools.set(account.user, pool);
    return pool;
  }

  private connection(account: Account): pg.ClientConfig {
    return {
      ...account,
      ssl: this.settings.ssl,
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
      application_name: 'habeas',
    };
  }

  /** Asks on a connection of its own for the running statement to be stopped. */
  private async cancel(account: Account, client: pg.PoolClient): Promise<void> {
    const processId: unknown = Reflect.get(client, 'processID');
    if (typeof processId !== 'number') return;
    const other = new pg.Client(this.connection(account));
    other.on('error', () => undefined);
    try {
      await other.connect();
      await other.query('SELECT pg_cancel_backend($1)', [processId]);
    } finally {
      await other.end();
    }
  }
}

class PostgresSession implements Session {
  constructor(
    private readonly client: pg.PoolClient,
    private readonly timeout: number,
    private readonly stop: () => Promise<void>,
  ) {}

  async query(sql: string, parameters: readonly Parameter[]): Promise<{ rows: RawRow[]; affected: number }> {
    const answer = await withDeadline(
      this.client.query<RawRow>({ text: sql, values: [...parameters], rowMode: 'array', types: asText }),
      this.timeout,
    );
    return { rows: answer.rows, affected: answer.rowCount ?? 0 };
  }

  async *stream(sql: string, parameters: readonly Parameter[], size: number): AsyncGenerator<RawRow[]> {
    const cursor = this.client.query(new Cursor<RawRow>(sql, [...parameters], { rowMode: 'array', types: asText }));
    const fetch = new FetchSize(size);
    const read = (): { asked: number; coming: Promise<RawRow[]> } => {
      const asked = fetch.next;
      const coming = withDeadline(cursor.read(asked), this.timeout);
      // Whoever stops reading never asks how this one ended.
      coming.catch(() => undefined);
      return { asked, coming };
    };
    for (let next = read(); ;) {
      const { asked, coming } = next;
      const rows = await coming;
      fetch.saw(rows);
      const isLast = rows.length < asked;
      // The server fetches while these are worked on.
      if (!isLast) next = read();
      if (rows.length > 0) yield rows;
      if (isLast) break;
    }
    await cursor.close();
  }

  async commit(): Promise<void> {
    await withDeadline(this.client.query('COMMIT'), this.timeout);
  }

  async rollback(): Promise<void> {
    await withDeadline(this.client.query('ROLLBACK'), this.timeout);
  }

  cancel(): void {
    // If the request to stop gets lost, the statement ends by its own timeout.
    this.stop().catch(() => undefined);
  }

  release(broken: boolean): void {
    this.client.release(broken);
  }
}
