import { randomBytes } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedPostgresError } from './embedded-error.js';
import { identityOf, isSameProcess, type ProcessIdentity } from './processes.js';

/**
 * Lets one process at a time start, adopt or stop the server of a folder. The lock names its holder, and dies with it:
 * what a killed process left behind is taken over.
 */
export async function withStartLock<T>(file: string, patience: number, work: () => Promise<T>): Promise<T> {
  const mine = JSON.stringify({ ...(await identityOf(process.pid)), mark: randomBytes(8).toString('hex') });
  const deadline = performance.now() + patience;
  while (!(await acquire(file, mine))) {
    if (performance.now() > deadline) {
      throw new EmbeddedPostgresError('locked', `Another process has been starting this database for long (${file}).`);
    }
    await sleep(50);
  }
  try {
    return await work();
  } finally {
    if ((await read(file)) === mine) await rm(file, { force: true });
  }
}

async function acquire(file: string, mine: string): Promise<boolean> {
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    await writeFile(draft, mine, { mode: 0o600, flag: 'wx' });
    // link() fails if the name exists, and the content is whole from the first moment: no reader sees half a lock.
    await link(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(draft, { force: true });
  }
  await removeIfAbandoned(file);
  return false;
}

async function removeIfAbandoned(file: string): Promise<void> {
  const seen = await read(file);
  if (seen === undefined || (await holderLives(seen))) return;
  const aside = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    await rename(file, aside);
    // Two may have judged the same lock dead: whoever took away the winner's new one gives it back.
    const taken = await read(aside);
    if (taken !== undefined && taken !== seen) await link(aside, file).catch(() => undefined);
  } catch {
    // Gone already.
  } finally {
    await rm(aside, { force: true });
  }
}

async function holderLives(content: string): Promise<boolean> {
  try {
    return await isSameProcess(JSON.parse(content) as ProcessIdentity);
  } catch {
    return false;
  }
}

const read = (file: string): Promise<string | undefined> => readFile(file, 'utf8').catch(() => undefined);
