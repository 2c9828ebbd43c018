import { randomBytes } from 'node:crypto';
import { createHash } from 'node:crypto';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { appendOnlyTables, entities, migrations } from '../../src/data-source.js';
import { migrate } from '../../src/platform/storage/migrate.js';
import { dataSourceOptions } from '../../src/platform/storage/storage.js';

export interface TestDatabase {
  /** As the application's role: may not rewrite append-only tables. */
  url: string;
  /** As the owner of the schema. */
  ownerUrl: string;
  /** Drops the database; ends connections that are still open. */
  drop(): Promise<void>;
}

export const APPLICATION = 'habeas_test_app';

function serverUrl(): string {
  const url = process.env.HABEAS_TEST_POSTGRES;
  if (!url) throw new Error('No test server: run the tests with `npm test`.');
  return url;
}

function urlOf(database: string, role?: string): string {
  const url = new URL(serverUrl());
  url.pathname = `/${database}`;
  if (role) {
    url.username = role;
    url.password = role;
  }
  return url.href;
}

async function onServer<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: serverUrl() });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The name of a template database that holds the migrated schema; made once for each set of migrations. */
async function template(client: pg.Client): Promise<string> {
  const fingerprint = createHash('sha256')
    .update(migrations.map((one) => one.toString()).join())
    .digest('hex');
  const name = `habeas_template_${fingerprint.slice(0, 12)}`;
  await client.query(`SELECT pg_advisory_lock(hashtext('habeas.test.template'))`);
  try {
    const ready = await client.query(`SELECT 1 FROM pg_database WHERE datname = $1 AND datistemplate`, [name]);
    if (ready.rowCount) return name;
    const role = await client.query(`SELECT 1 FROM pg_roles WHERE rolname = $1`, [APPLICATION]);
    if (!role.rowCount) await client.query(`CREATE ROLE ${APPLICATION} LOGIN PASSWORD '${APPLICATION}'`);
    await client.query(`DROP DATABASE IF EXISTS ${name}`);
    await client.query(`CREATE DATABASE ${name}`);
    await migrate({ ownerUrl: urlOf(name), applicationRole: APPLICATION, entities, migrations, appendOnlyTables });
    await client.query(`UPDATE pg_database SET datistemplate = true WHERE datname = $1`, [name]);
    return name;
  } finally {
    await client.query(`SELECT pg_advisory_unlock(hashtext('habeas.test.template'))`);
  }
}

/** A database of one's own with the service's schema. */
export function freshDatabase(): Promise<TestDatabase> {
  return create(async (client) => `TEMPLATE ${await template(client)}`);
}

/** An empty database, for a test's own tables (a company's system, say). */
export function emptyDatabase(): Promise<TestDatabase> {
  return create(() => Promise.resolve(''));
}

async function create(how: (client: pg.Client) => Promise<string>): Promise<TestDatabase> {
  const name = `habeas_test_${randomBytes(6).toString('hex')}`;
  await onServer(async (client) => client.query(`CREATE DATABASE ${name} ${await how(client)}`));
  return {
    url: urlOf(name, APPLICATION),
    ownerUrl: urlOf(name),
    drop: () => onServer(async (client) => void (await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))),
  };
}

/** A data source of the service's entities, as the application's role. Destroy it before dropping the database. */
export function connect(database: TestDatabase): Promise<DataSource> {
  return new DataSource(
    dataSourceOptions({ url: database.url, entities, pool: 5, applicationName: 'habeas test' }),
  ).initialize();
}
