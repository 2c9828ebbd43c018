import { randomBytes } from 'node:crypto';
import { readFile, rename, stat, writeFile } from 'node:fs/promises';
import { EmbeddedPostgresError } from './embedded-error.js';
import type { ProcessIdentity } from './processes.js';

/** What is remembered of a server between two starts. It holds passwords: mode 0600, and ours alone. */
export interface ServerRecord {
  /** Folder that holds `data`: beside the record, or where the server's user can reach it. */
  place: string;
  port: number;
  /** Passwords by role, each generated here. */
  passwords: Record<string, string>;
  /** Who started the server or adopted it last. */
  keeper?: ProcessIdentity;
}

export const SUPERUSER = 'habeas_super';

export const newPassword = (): string => randomBytes(24).toString('base64url');

export async function readRecord(file: string): Promise<ServerRecord | undefined> {
  const about = await stat(file).catch(() => undefined);
  if (!about) return undefined;
  if (process.getuid && about.uid !== process.getuid()) {
    throw new EmbeddedPostgresError('not-ours', `${file} belongs to another user: start Habeas as that user.`);
  }
  try {
    return JSON.parse(await readFile(file, 'utf8')) as ServerRecord;
  } catch {
    throw new EmbeddedPostgresError('not-ours', `${file} cannot be read as the record of an embedded database.`);
  }
}

/** Replaces the record as a whole, so that a crash leaves the old one or the new one. */
export async function writeRecord(file: string, record: ServerRecord): Promise<void> {
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600, flag: 'wx', flush: true });
  await rename(draft, file);
}
