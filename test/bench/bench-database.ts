import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { appendOnlyTables, entities, migrations } from '../../src/data-source.js';
import { migrateBull } from '../../src/platform/queues/bull-backend.js';
import { migrate } from '../../src/platform/storage/migrate.js';

const APPLICATION = 'habeas_bench_app';

/** A database of a benchmark's own, dropped when it is done. */
export interface BenchDatabase {
  /** As the role that made it. */
  ownerUrl: string;
  /** As the role the service runs under: it may not rewrite append-only tables. */
  url: string;
  drop(): Promise<void>;
}

/** An empty database on the server of `serverUrl`. */
export async function emptyDatabase(serverUrl: string): Promise<BenchDatabase> {
  const name = `habeas_bench_${randomBytes(6).toString('hex')}`;
  await onServer(serverUrl, `CREATE DATABASE ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const ownerUrl = url.href;
  [url.username, url.password] = [APPLICATION, APPLICATION];
  return {
    ownerUrl,
    url: url.href,
    drop: () => onServer(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`).then(() => undefined),
  };
}

/** A database with the schema of the service and of its queues. */
export async function serviceDatabase(serverUrl: string): Promise<BenchDatabase> {
  await onServer(
    serverUrl,
    `DO $$ BEGIN CREATE ROLE ${APPLICATION} LOGIN PASSWORD '${APPLICATION}'; EXCEPTION WHEN duplicate_object THEN NULL; END $$`,
  );
  const database = await emptyDatabase(serverUrl);
  await migrate({ ownerUrl: database.ownerUrl, applicationRole: APPLICATION, entities, migrations, appendOnlyTables });
  await migrateBull(database.ownerUrl, APPLICATION);
  return database;
}

/** Runs one statement on a connection of its own. */
export async function onServer<R extends pg.QueryResultRow>(
  serverUrl: string,
  sql: string,
  values: unknown[] = [],
): Promise<R[]> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    return (await client.query<R>(sql, values.length > 0 ? values : undefined)).rows;
  } finally {
    await client.end();
  }
}
