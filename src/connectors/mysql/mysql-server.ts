import {
  type Connection,
  createConnection,
  createPool,
  type Pool,
  type PoolConnection,
  type PoolOptions,
} from 'mysql2';
import { withDeadline } from '../kit/deadline.js';
import type { Parameter, Raw, RawRow, Session, SqlServer } from '../kit/sql/dialect.js';
import { FetchSize } from '../kit/sql/fetch-size.js';
import { type Account, accountFor, SQL_DEFAULTS, type SqlSettings } from '../kit/sql/sql-settings.js';

export const MYSQL_PORT = 3306;

const PATIENCE = 5_000;

/** Types that come as the bytes on the wire: what they mean is decided by the live schema. */
const BYTES = new Set([
  'VARCHAR',
  'VAR_STRING',
  'STRING',
  'BIT',
  'JSON',
  'TINY_BLOB',
  'MEDIUM_BLOB',
  'LONG_BLOB',
  'BLOB',
  'GEOMETRY',
]);

/** Reading and writing have pools of their own, since isolation and limits are set once for a connection. */
export class MysqlServer implements SqlServer {
  private readonly pools = new Map<'read' | 'write', Pool>();
  private readonly prepared = new WeakSet<object>();

  constructor(private readonly settings: SqlSettings) {}

  async begin(mode: 'read' | 'write'): Promise<Session> {
    const account = accountFor(mode, this.settings, MYSQL_PORT);
    const pool = this.pool(mode, account);
    const connection = await new Promise<PoolConnection>((resolve, reject) => {
      pool.getConnection((error, found) => (error ? reject(error) : resolve(found)));
    });
    const timeout = this.statementTimeout + PATIENCE;
    const session = new MysqlSession(connection, timeout, () => this.cancel(account, connection.threadId));
    try {
      if (!this.prepared.has(connection)) {
        await this.prepare(session, mode);
        this.prepared.add(connection);
      }
      await session.query(
        mode === 'read' ? 'START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY' : 'START TRANSACTION',
        [],
      );
      return session;
    } catch (error) {
      session.release(true);
      throw error;
    }
  }

  async close(): Promise<void> {
    const pools = [...this.pools.values()];
    this.pools.clear();
    await Promise.all(pools.map((pool) => new Promise<void>((resolve) => pool.end(() => resolve()))));
  }

  private get statementTimeout(): number {
    return this.settings.statementTimeout ?? SQL_DEFAULTS.statementTimeout;
  }

  private pool(mode: 'read' | 'write', account: Account): Pool {
    const known = this.pools.get(mode);
    if (known) return known;
    const pool = createPool({ ...this.connection(account), connectionLimit: this.settings.pool ?? SQL_DEFAULTS.pool });
    pool.on('connection', (connection) => connection.on('error', () => undefined));
    this.pools.set(mode, pool);
    return pool;
  }

  private connection(account: Account): PoolOptions {
    const { ssl } = this.settings;
    return {
      ...account,
      ...(ssl ? { ssl: ssl === true ? {} : ssl } : {}),
      connectTimeout: 10_000,
      enableKeepAlive: true,
      charset: 'utf8mb4',
      rowsAsArray: true,
      // Values are text, numbers and bytes; nothing else may turn into SQL.
      stringifyObjects: true,
      multipleStatements: false,
      flags: ['-LOCAL_FILES'],
      typeCast: (field): Raw => (BYTES.has(field.type) ? field.buffer() : field.string('utf8')),
    };
  }

  /** Strict, in UTC, and with the backslash as the driver expects it, whatever the server's own settings are. */
  private async prepare(session: Session, mode: 'read' | 'write'): Promise<void> {
    const level = mode === 'read' ? 'REPEATABLE READ' : 'READ COMMITTED';
    const lock = Math.max(1, Math.ceil((this.settings.lockTimeout ?? SQL_DEFAULTS.lockTimeout) / 1000));
    await session.query(
      `SET SESSION sql_mode = 'STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION', time_zone = '+00:00', innodb_lock_wait_timeout = ${lock}`,
      [],
    );
    await session.query(`SET SESSION TRANSACTION ISOLATION LEVEL ${level}`, []);
    const { rows } = await session.query('SELECT VERSION()', []);
    const isMaria = String(rows[0]?.[0]).includes('MariaDB');
    // MariaDB counts seconds for every statement, MySQL milliseconds for reading ones.
    await session.query(
      isMaria
        ? `SET SESSION max_statement_time = ${this.statementTimeout / 1000}`
        : `SET SESSION max_execution_time = ${Math.trunc(this.statementTimeout)}`,
      [],
    );
  }

  /** Asks on a connection of its own for the running statement to be stopped. */
  private async cancel(account: Account, thread: number): Promise<void> {
    const other: Connection = createConnection(this.connection(account));
    other.on('error', () => undefined);
    await new Promise<void>((resolve) => {
      other.query(`KILL QUERY ${Math.trunc(thread)}`, () => {
        other.end(() => resolve());
      });
    });
  }
}

class MysqlSession implements Session {
  constructor(
    private readonly connection: PoolConnection,
    private readonly timeout: number,
    private readonly stop: () => Promise<void>,
  ) {}

  query(sql: string, parameters: readonly Parameter[]): Promise<{ rows: RawRow[]; affected: number }> {
    const answer = new Promise<{ rows: RawRow[]; affected: number }>((resolve, reject) => {
      this.connection.query(sql, [...parameters], (error, result) => {
        if (error) reject(error);
        else if (Array.isArray(result)) resolve({ rows: result as unknown as RawRow[], affected: 0 });
        else resolve({ rows: [], affected: 'affectedRows' in result ? result.affectedRows : 0 });
      });
    });
    return withDeadline(answer, this.timeout);
  }

  async *stream(sql: string, parameters: readonly Parameter[], size: number): AsyncGenerator<RawRow[]> {
    const fetch = new FetchSize(size);
    const ahead = { highWaterMark: fetch.next };
    const found: AsyncIterable<RawRow> = this.connection.query(sql, [...parameters]).stream(ahead);
    const rows = found[Symbol.asyncIterator]();
    for (let chunk: RawRow[] = []; ;) {
      const next = await withDeadline(rows.next(), this.timeout);
      if (!next.done) chunk.push(next.value);
      if (chunk.length >= fetch.next || (next.done && chunk.length > 0)) {
        fetch.saw(chunk);
        yield chunk;
        chunk = [];
      }
      if (next.done) return;
    }
  }

  async commit(): Promise<void> {
    await this.query('COMMIT', []);
  }

  async rollback(): Promise<void> {
    await this.query('ROLLBACK', []);
  }

  cancel(): void {
    // If the request to stop gets lost, the statement ends by its own timeout.
    this.stop().catch(() => undefined);
  }

  release(broken: boolean): void {
    if (broken) this.connection.destroy();
    else this.connection.release();
  }
}
