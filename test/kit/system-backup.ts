import pg from 'pg';
import { superUrl } from './demo-company.js';

/** A back-up of one of a company's databases, taken and restored whole, as an administrator does it. */
export class SystemBackup {
  private constructor(
    private readonly database: string,
    readonly takenAt: Date,
  ) {}

  static async take(database: string): Promise<SystemBackup> {
    const backup = new SystemBackup(database, new Date());
    await asSuper(async (client) => {
      await aloneWith(client, database, () => client.query(`CREATE DATABASE ${database}_backup TEMPLATE ${database}`));
    });
    return backup;
  }

  /** The database is as it was: what was erased is there again, and what came since is lost. */
  async restore(): Promise<void> {
    await asSuper(async (client) => {
      await aloneWith(client, this.database, async () => {
        await client.query(`DROP DATABASE ${this.database} WITH (FORCE)`);
        await client.query(`CREATE DATABASE ${this.database} TEMPLATE ${this.database}_backup`);
        await client.query(`GRANT CONNECT ON DATABASE ${this.database} TO PUBLIC`);
      });
    });
  }

  async drop(): Promise<void> {
    await asSuper((client) => client.query(`DROP DATABASE IF EXISTS ${this.database}_backup WITH (FORCE)`));
  }
}

async function asSuper(work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: superUrl() });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

async function aloneWith(client: pg.Client, database: string, work: () => Promise<unknown>): Promise<void> {
  await client.query(`ALTER DATABASE ${database} WITH ALLOW_CONNECTIONS false`);
  await client.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1`, [database]);
  await work();
  await client.query(`ALTER DATABASE ${database} WITH ALLOW_CONNECTIONS true`);
}
