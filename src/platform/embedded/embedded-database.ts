import { join } from 'node:path';
import pg from 'pg';
import { type EmbeddedServer, startPostgres } from './postgres-server.js';

export const OWNER_ROLE = 'habeas_owner';
export const APPLICATION_ROLE = 'habeas_app';
const DATABASE = 'habeas';

export interface EmbeddedDatabase {
  /** The service's database as the owner of its schema: for migrations. */
  ownerUrl: string;
  /** The same as the role that the service runs under. Give it to `migrate()` as `applicationRole`. */
  applicationUrl: string;
  applicationRole: string;
  /** The server as its superuser: for the databases of the demo company. */
  superUrl: string;
  /** Where the data lie: below the home, unless the server's user cannot enter it. */
  dataDirectory: string;
  came: EmbeddedServer['came'];
  /** Stops the server, unless another living process keeps it. */
  stop(): Promise<void>;
}

/**
 * The embedded default for development and the demo: a durable PostgreSQL in `<home>/postgres`, with the database
 * `habeas` and two roles, since an application that owned its tables could rewrite the ledger.
 *
 * @throws EmbeddedPostgresError
 */
export async function embeddedDatabase(options: {
  home: string;
  maxConnections?: number;
  places?: string[];
}): Promise<EmbeddedDatabase> {
  const server = await startPostgres({
    directory: join(options.home, 'postgres'),
    durable: true,
    maxConnections: options.maxConnections,
    places: options.places,
  });
  try {
    const passwords = {
      [OWNER_ROLE]: await server.passwordOf(OWNER_ROLE),
      [APPLICATION_ROLE]: await server.passwordOf(APPLICATION_ROLE),
    };
    await prepare(server, passwords);
    const url = (role: string, password: string | undefined, database: string): string =>
      `postgres://${role}:${password}@${server.host}:${server.port}/${database}`;
    return {
      ownerUrl: url(OWNER_ROLE, passwords[OWNER_ROLE], DATABASE),
      applicationUrl: url(APPLICATION_ROLE, passwords[APPLICATION_ROLE], DATABASE),
      applicationRole: APPLICATION_ROLE,
      superUrl: url(server.user, server.password, 'postgres'),
      dataDirectory: server.dataDirectory,
      came: server.came,
      stop: () => server.stop(),
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** Roles and database, as they should be: also after a start that was killed half-way. */
async function prepare(server: EmbeddedServer, passwords: Record<string, string>): Promise<void> {
  const client = new pg.Client({ ...server, database: 'postgres', application_name: 'habeas start' });
  await client.connect();
  try {
    await client.query(`SELECT pg_advisory_lock(hashtext('habeas.embedded'))`);
    for (const [role, password] of Object.entries(passwords)) {
      const known = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
      await client.query(
        `${known.rowCount ? 'ALTER' : 'CREATE'} ROLE ${role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD ${pg.escapeLiteral(password)}`,
      );
    }
    const known = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (!known.rowCount) await client.query(`CREATE DATABASE ${DATABASE} OWNER ${OWNER_ROLE}`);
    await client.query(`REVOKE ALL ON DATABASE ${DATABASE} FROM PUBLIC`);
    await client.query(`GRANT CONNECT ON DATABASE ${DATABASE} TO ${APPLICATION_ROLE}`);
  } finally {
    await client.end();
  }
}
