import pg from 'pg';
import { inventCompany } from './invention.js';
import { load } from './load.js';
import { ensureRoles, grant, rolesOf, type Roles } from './roles.js';
import type { SystemRows } from './rows.js';
import { SYSTEMS, type CompanyDatabase, type CompanyDatabases, type System } from './systems.js';

export interface CompanyOptions {
  /** A server on which databases and roles may be made; its own database is only connected to. */
  superUrl: string;
  /** Begins the names of databases and roles; tests give one of their own. Letters, digits, `_`. */
  prefix?: string;
  /** People beside the cast. */
  people?: number;
  seed?: number;
  /** Drops what is there first, so that everything is as on the first day. */
  fresh?: boolean;
}

export const DEFAULT_PREFIX = 'habeas_demo';
export const DEFAULT_PEOPLE = 3_000;
export const DEFAULT_SEED = 1789;

/** The schema in which each system's tables lie. */
const SCHEMAS: Readonly<Record<System, string>> = { shop: 'public', crm: 'crm', helpdesk: 'public' };

/**
 * The demo company's three databases, made where they are missing. A database that exists is left as it is (its people
 * may have been erased since) unless `fresh` is asked for; one that was half made is never taken for a whole one.
 *
 * @throws pg.DatabaseError when the server refuses, e.g. because the role may not create databases
 */
export async function createCompany(options: CompanyOptions): Promise<CompanyDatabases> {
  const { superUrl } = options;
  const prefix = checkedPrefix(options.prefix);
  return alone(superUrl, prefix, async (server) => {
    if (options.fresh) await dropDatabases(server, prefix);
    const missing = await missingSystems(server, prefix);
    const rows = missing.length
      ? inventCompany({ people: options.people ?? DEFAULT_PEOPLE, seed: options.seed ?? DEFAULT_SEED })
      : null;
    const databases = {} as Record<System, CompanyDatabase>;
    for (const system of SYSTEMS) {
      const database = `${prefix}_${system}`;
      const roles = rolesOf(database, superUrl);
      await ensureRoles(server, roles);
      databases[system] = {
        database,
        url: urlOf(superUrl, database, roles.reader),
        eraseUrl: urlOf(superUrl, database, roles.eraser),
      };
      if (rows && missing.includes(system)) await make(server, superUrl, system, database, roles, rows[system]);
    }
    return databases;
  });
}

/** Removes the databases and their roles. Sessions that are still open are ended. */
export async function dropCompany(options: Pick<CompanyOptions, 'superUrl' | 'prefix'>): Promise<void> {
  const prefix = checkedPrefix(options.prefix);
  await alone(options.superUrl, prefix, async (server) => {
    await dropDatabases(server, prefix);
    for (const system of SYSTEMS) {
      const { reader, eraser } = rolesOf(`${prefix}_${system}`, options.superUrl);
      await server.query(`DROP ROLE IF EXISTS ${reader.role}, ${eraser.role}`);
    }
  });
}

/** Makes the database under another name and renames it when all is in: its name says that it is whole. */
async function make(
  server: pg.Client,
  superUrl: string,
  system: System,
  database: string,
  roles: Roles,
  rows: SystemRows,
): Promise<void> {
  const inTheMaking = unfinished(database);
  await server.query(`DROP DATABASE IF EXISTS ${inTheMaking} WITH (FORCE)`);
  await server.query(`CREATE DATABASE ${inTheMaking} TEMPLATE template0 ENCODING 'UTF8'`);
  await connected(urlOf(superUrl, inTheMaking), async (client) => {
    await load(client, system, rows);
    await grant(client, SCHEMAS[system], roles);
  });
  await server.query(`ALTER DATABASE ${inTheMaking} RENAME TO ${database}`);
}

async function missingSystems(server: pg.Client, prefix: string): Promise<System[]> {
  const { rows } = await server.query<{ datname: string }>('SELECT datname FROM pg_database WHERE datname = ANY ($1)', [
    SYSTEMS.map((system) => `${prefix}_${system}`),
  ]);
  const there = new Set(rows.map((row) => row.datname));
  return SYSTEMS.filter((system) => !there.has(`${prefix}_${system}`));
}

async function dropDatabases(server: pg.Client, prefix: string): Promise<void> {
  for (const system of SYSTEMS) {
    for (const database of [`${prefix}_${system}`, unfinished(`${prefix}_${system}`)]) {
      await server.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
    }
  }
}

/** The name of a database while it is being made. */
function unfinished(database: string): string {
  return `${database}_unfinished`;
}

/** One process at a time: two that start together would both find the databases missing. */
async function alone<T>(superUrl: string, prefix: string, work: (server: pg.Client) => Promise<T>): Promise<T> {
  return connected(superUrl, async (server) => {
    // Held by the session and let go with it.
    await server.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [`habeas demo company ${prefix}`]);
    return work(server);
  });
}

async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'habeas demo' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function urlOf(superUrl: string, database: string, as?: { role: string; password: string }): string {
  const url = new URL(superUrl);
  url.pathname = `/${database}`;
  if (as) {
    url.username = as.role;
    url.password = as.password;
  }
  return url.href;
}

/** The prefix stands in statements that take no parameters. */
function checkedPrefix(prefix = DEFAULT_PREFIX): string {
  if (!/^[a-z][a-z0-9_]{0,30}$/.test(prefix)) throw new RangeError('a prefix is made of a-z, 0-9 and _, at most 31');
  return prefix;
}
