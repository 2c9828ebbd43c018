import { randomBytes } from 'node:crypto';
import { closeSync, fstatSync, linkSync, mkdirSync, openSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { SettingsError } from '../settings/settings.js';

const OTHERS = 0o077;

/**
 * Reads a file that holds a secret, and refuses one that its group or everybody may touch. Windows has no such modes.
 *
 * @throws SettingsError naming the variable that leads to the file.
 */
export function readPrivateFile(path: string, variable: string, example: string): string {
  let descriptor: number;
  try {
    descriptor = openSync(path, 'r');
  } catch (error) {
    throw new SettingsError(`${variable}: the file ${path} cannot be read (${codeOf(error)}). ${example}`);
  }
  try {
    // The mode is asked of the open file, so that nobody can exchange it in between.
    const { mode } = fstatSync(descriptor);
    if (process.platform !== 'win32' && (mode & OTHERS) !== 0) {
      const shown = (mode & 0o777).toString(8).padStart(4, '0');
      throw new SettingsError(
        `${variable}: the file ${path} has mode ${shown}, so that others than its owner can reach the key in it. ` +
          `Run \`chmod 600 ${path}\`. ${example}`,
      );
    }
    return readFileSync(descriptor, 'utf8');
  } catch (error) {
    if (error instanceof SettingsError) throw error;
    throw new SettingsError(`${variable}: the file ${path} cannot be read (${codeOf(error)}). ${example}`);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Writes a secret into a new file of mode 0600, unless the file is there already. The file appears whole or not at
 * all, so that of several processes that start at once one wins and the others read what it wrote.
 *
 * @returns whether this call made the file.
 */
export function createPrivateFile(path: string, content: string): boolean {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomBytes(6).toString('hex')}.new`;
  writeFileSync(draft, content, { mode: 0o600, flag: 'wx', flush: true });
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    unlinkSync(draft);
  }
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown error';
}
