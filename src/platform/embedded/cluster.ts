import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import type { Binaries } from './binaries.js';
import { EmbeddedPostgresError } from './embedded-error.js';
import { SUPERUSER } from './server-record.js';
import { bareEnvironment, canReach, type ServerUser } from './server-user.js';

const run = promisify(execFile);

/** Folders for data that cannot lie in their home. What must last does not go where machines tidy up. */
export const dataPlaces = (durable: boolean): string[] => ['/var/lib', '/srv', '/opt', ...(durable ? [] : [tmpdir()])];

/** Where the data of a home are kept: in it, or elsewhere if the server's user cannot enter it. */
export async function placeFor(home: string, user: ServerUser, places: string[]): Promise<string> {
  if (await canReach(user, [home])) return home;
  for (const parent of places) {
    const place = join(parent, `habeas-data-${randomBytes(8).toString('hex')}`);
    const made = await mkdir(place, { mode: 0o755 }).then(
      () => true,
      () => false,
    );
    if (made && (await canReach(user, [place]))) return place;
    if (made) await rm(place, { recursive: true, force: true });
  }
  throw new EmbeddedPostgresError(
    'no-place',
    `The user that runs PostgreSQL cannot enter ${home}, nor ${places.join(' or ')}. Set HABEAS_HOME to a folder it can enter.`,
  );
}

/**
 * Makes the data directory, or makes sure that these programs can serve the one that is there. It is made beside and
 * renamed when whole: a start that is killed on the way leaves nothing that looks like a database.
 */
export async function prepareCluster(options: {
  place: string;
  user: ServerUser;
  binaries: Binaries;
  password: string;
  durable: boolean;
}): Promise<string> {
  const data = join(options.place, 'data');
  const version = await readFile(join(data, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (version === undefined) {
    await initialise(data, options);
  } else if (version.trim() !== options.binaries.majorVersion) {
    throw new EmbeddedPostgresError(
      'other-version',
      `${data} was made by PostgreSQL ${version.trim()}, and the embedded one is now ${options.binaries.majorVersion}. ` +
        'Install the former release of Habeas, dump the database with pg_dump, move the folder away, start this release and restore the dump.',
    );
  }
  return data;
}

async function initialise(
  data: string,
  options: { place: string; user: ServerUser; binaries: Binaries; password: string; durable: boolean },
): Promise<void> {
  if (await stat(data).catch(() => undefined)) {
    throw new EmbeddedPostgresError('not-ours', `${data} exists and is not a database (or not one that we may read).`);
  }
  await sweepDrafts(options.place);
  const { uid, gid } = options.user;
  const draft = join(options.place, `draft-${randomBytes(6).toString('hex')}`);
  const give = async (path: string): Promise<void> => {
    if (uid !== undefined && gid !== undefined) await chown(path, uid, gid);
  };
  await mkdir(draft, { mode: 0o700 });
  const passwordFile = join(draft, 'password');
  const fresh = join(draft, basename(data));
  try {
    await writeFile(passwordFile, `${options.password}\n`, { mode: 0o600 });
    await give(passwordFile);
    await give(draft);
    await run(
      options.binaries.initdb,
      [
        `--pgdata=${fresh}`,
        `--username=${SUPERUSER}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        // The same order of texts on every machine, whatever locales it has.
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--no-instructions',
        ...(options.durable ? [] : ['--no-sync']),
      ],
      { ...options.user, cwd: '/', env: bareEnvironment },
    );
    await chmod(fresh, 0o700);
    await rename(fresh, data);
  } catch (error) {
    if (error instanceof EmbeddedPostgresError) throw error;
    throw new EmbeddedPostgresError('initdb-failed', `PostgreSQL could not make a database: ${reasonOf(error)}`);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function sweepDrafts(place: string): Promise<void> {
  for (const name of await readdir(place)) {
    if (/^draft-[0-9a-f]{12}$/.test(name)) await rm(join(place, name), { recursive: true, force: true });
  }
}

/** initdb's last words. They name folders and settings; there are no data yet that they could show. */
function reasonOf(error: unknown): string {
  const { stderr, message } = error as { stderr?: string; message?: string };
  return (stderr?.trim() || message || 'no reason given').split('\n').slice(-3).join(' ');
}
