import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { EmbeddedPostgresError } from './embedded-error.js';

const run = promisify(execFile);

/** The account a server runs under. Empty when this process is not root: then it is our own. */
export interface ServerUser {
  uid?: number;
  gid?: number;
}

/** Nothing of our own environment (secrets, PG* variables) reaches the server or its tools. */
export const bareEnvironment = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/**
 * PostgreSQL refuses to run as root. As root the server runs as whoever owns the data already, else as `postgres`,
 * who is created when the machine does not know such a user.
 */
export async function serverUser(dataDirectory: string): Promise<ServerUser> {
  if (process.getuid?.() !== 0) return {};
  const owner = await stat(dataDirectory).catch(() => undefined);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return (await lookUp('postgres')) ?? (await create('postgres'));
}

async function lookUp(name: string): Promise<ServerUser | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

async function create(name: string): Promise<ServerUser> {
  const ways: [string, string[]][] = [
    ['useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', name]],
    ['adduser', ['-S', '-D', '-H', name]],
  ];
  for (const [command, parameters] of ways) {
    await run(command, parameters, { env: bareEnvironment }).catch(() => undefined);
    const user = await lookUp(name);
    if (user) return user;
  }
  throw new EmbeddedPostgresError(
    'no-user',
    `PostgreSQL does not run as root, and the user "${name}" could not be created. ` +
      'Run Habeas as an ordinary user, create that user, or name a database in DATABASE_URL.',
  );
}

/**
 * Can this user read all of these files and enter all of these folders? Asked of the kernel, as that user, since modes
 * and ACLs lie in every parent.
 */
export async function canReach(user: ServerUser, paths: string[]): Promise<boolean> {
  const test = 'for path do if [ -d "$path" ]; then [ -x "$path" ]; else [ -r "$path" ]; fi || exit 1; done';
  try {
    await run('/bin/sh', ['-c', test, 'sh', ...paths], { ...user, cwd: '/', env: bareEnvironment });
    return true;
  } catch {
    return false;
  }
}
