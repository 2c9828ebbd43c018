import { mkdir, open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CheckpointPublisher } from './checkpoint-publisher.js';
import { parseCheckpoint } from './notes/checkpoint.js';
import { CheckpointAlreadyPublished } from './refusals.js';

const SUFFIX = '.checkpoint';
const READ_ONLY = 0o444;

/**
 * A folder that is only ever added to: one read-only file a checkpoint, named by its size. Best a mount that this
 * machine cannot rewrite (object lock, WORM, another owner).
 */
export class CheckpointFolder implements CheckpointPublisher {
  readonly name = 'folder';

  constructor(private readonly path: string) {}

  /** @throws CheckpointAlreadyPublished when another checkpoint of this size is there; it is never overwritten. */
  async publish(note: string, size: number): Promise<void> {
    await mkdir(this.path, { recursive: true });
    const stem = String(size).padStart(16, '0');
    if (await this.place(`${stem}${SUFFIX}`, note)) return;
    const there = await readFile(join(this.path, `${stem}${SUFFIX}`), 'utf8');
    if (there === note) return;
    // What a crash cut short cannot be mended in a folder of this kind: the whole one goes beside it.
    if (parseCheckpoint(there) || !note.startsWith(there)) throw new CheckpointAlreadyPublished(size);
    const beside = `${stem}.whole${SUFFIX}`;
    if (await this.place(beside, note)) return;
    if ((await readFile(join(this.path, beside), 'utf8')) !== note) throw new CheckpointAlreadyPublished(size);
  }

  /** Every readable checkpoint, smallest first. */
  async all(): Promise<{ note: string; size: number }[]> {
    const found: { note: string; size: number }[] = [];
    for (const name of await this.names()) {
      const note = await readFile(join(this.path, name), 'utf8');
      const checkpoint = parseCheckpoint(note);
      if (checkpoint) found.push({ note, size: checkpoint.size });
    }
    return found.sort((one, other) => one.size - other.size);
  }

  /** The one over the most leaves, or null. Reads from the end, since a folder of years holds many. */
  async latest(): Promise<string | null> {
    for (const name of (await this.names()).reverse()) {
      const note = await readFile(join(this.path, name), 'utf8');
      if (parseCheckpoint(note)) return note;
    }
    return null;
  }

  /** Is this checkpoint there, byte by byte? */
  async holds(note: string, size: number): Promise<boolean> {
    const stem = String(size).padStart(16, '0');
    for (const name of [`${stem}${SUFFIX}`, `${stem}.whole${SUFFIX}`]) {
      const there = await readFile(join(this.path, name), 'utf8').catch((error: unknown) => {
        if (isCode(error, 'ENOENT')) return null;
        throw error;
      });
      if (there === note) return true;
    }
    return false;
  }

  private async names(): Promise<string[]> {
    const names = await readdir(this.path).catch((error: unknown) => {
      if (isCode(error, 'ENOENT')) return [];
      throw error;
    });
    return names.filter((name) => name.endsWith(SUFFIX)).sort();
  }

  /** False when a file of this name is there already. */
  private async place(name: string, note: string): Promise<boolean> {
    try {
      const file = await open(join(this.path, name), 'wx', READ_ONLY);
      try {
        await file.writeFile(note);
        await file.sync();
      } finally {
        await file.close();
      }
      return true;
    } catch (error) {
      if (isCode(error, 'EEXIST')) return false;
      throw error;
    }
  }
}

function isCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
