import { createHmac, randomBytes } from 'node:crypto';
import type pg from 'pg';

/** The two roles of one database: separate credentials to read and to erase. */
export interface Roles {
  reader: Credentials;
  eraser: Credentials;
}

export interface Credentials {
  role: string;
  password: string;
}

/**
 * Passwords are derived from the superuser's, so that a second process and a later start get the same ones and nothing
 * needs to be written down; they are no weaker than it. Where there is none to derive from they are random.
 */
export function rolesOf(database: string, superUrl: string): Roles {
  const secret = decodeURIComponent(new URL(superUrl).password) || randomBytes(32).toString('base64url');
  const credentials = (role: string): Credentials => ({
    role,
    password: createHmac('sha256', secret).update(`habeas demo role ${role}`).digest('base64url'),
  });
  return { reader: credentials(`${database}_reader`), eraser: credentials(`${database}_eraser`) };
}

/** Makes the roles where they are missing and sets their passwords. Roles belong to the server, not to a database. */
export async function ensureRoles(client: pg.Client, roles: Roles): Promise<void> {
  for (const { role, password } of [roles.reader, roles.eraser]) {
    const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
    const name = client.escapeIdentifier(role);
    if (!rowCount) await client.query(`CREATE ROLE ${name} NOLOGIN NOINHERIT`);
    await client.query(`ALTER ROLE ${name} LOGIN PASSWORD ${client.escapeLiteral(password)}`);
  }
}

/** What the roles may do in the database to which the client is connected. */
export async function grant(client: pg.Client, schema: string, roles: Roles): Promise<void> {
  const reader = client.escapeIdentifier(roles.reader.role);
  const eraser = client.escapeIdentifier(roles.eraser.role);
  const database = client.escapeIdentifier(client.database ?? '');
  await client.query(`
    REVOKE ALL ON DATABASE ${database} FROM PUBLIC;
    GRANT CONNECT ON DATABASE ${database} TO ${reader}, ${eraser};
    GRANT USAGE ON SCHEMA ${schema} TO ${reader}, ${eraser};
    GRANT SELECT ON ALL TABLES IN SCHEMA ${schema} TO ${reader}, ${eraser};
    GRANT UPDATE, DELETE ON ALL TABLES IN SCHEMA ${schema} TO ${eraser};
    ALTER ROLE ${reader} SET default_transaction_read_only = on;
  `);
}
