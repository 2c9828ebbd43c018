import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, opendir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PassThrough, pipeline, type Readable } from 'node:stream';
import { newId } from '../../platform/ids/ids.js';
import { assertVaultName, Vault, VaultError, type Stored } from './vault.js';

const INCOMING = 'incoming';

/** A vault in a folder, for one machine or a shared disk. */
export class FolderVault extends Vault {
  constructor(private readonly folder: string) {
    super();
  }

  override async write(name: string, source: Readable): Promise<Stored> {
    const path = this.path(name);
    const incoming = join(this.folder, INCOMING, newId());
    try {
      await mkdir(dirname(incoming), { recursive: true, mode: 0o700 });
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const file = await open(incoming, 'wx', 0o600);
      try {
        const stored = await pour(source, file);
        await file.sync();
        await file.close();
        await rename(incoming, path);
        // A rename survives a power cut only once the folder is on disk too.
        await syncFolder(dirname(path));
        return stored;
      } finally {
        await file.close();
      }
    } catch (error) {
      source.destroy();
      await rm(incoming, { force: true });
      throw isFull(error) ? new VaultError('full') : error;
    }
  }

  override read(name: string): Readable {
    const file = createReadStream(this.path(name), { highWaterMark: 256 * 1024 });
    const out = new PassThrough({ highWaterMark: 256 * 1024 });
    file.once('error', (error: NodeJS.ErrnoException) =>
      out.destroy(error.code === 'ENOENT' ? new VaultError('missing') : error),
    );
    return pipeline(file, out, () => undefined);
  }

  override async remove(name: string): Promise<void> {
    await rm(this.path(name), { force: true });
  }

  override async *list(): AsyncGenerator<string> {
    for await (const shard of entries(this.folder)) {
      if (shard === INCOMING) continue;
      yield* entries(join(this.folder, shard));
    }
  }

  /** Removes what writers that were killed left behind. */
  async sweep(olderThan: Date): Promise<number> {
    let removed = 0;
    for await (const name of entries(join(this.folder, INCOMING))) {
      const path = join(this.folder, INCOMING, name);
      const { mtime } = await stat(path).catch(() => ({ mtime: olderThan }));
      if (mtime < olderThan) {
        await rm(path, { force: true });
        removed += 1;
      }
    }
    return removed;
  }

  /** Files are spread over folders by the random end of their name, so that none grows too long to list. */
  private path(name: string): string {
    assertVaultName(name);
    return join(this.folder, name.slice(34, 36), name);
  }
}

async function pour(source: Readable, file: FileHandle): Promise<Stored> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of source as AsyncIterable<Buffer>) {
    hash.update(chunk);
    for (let written = 0; written < chunk.length;) {
      written += (await file.write(chunk, written)).bytesWritten;
    }
    bytes += chunk.length;
  }
  return { bytes, sha256: hash.digest() };
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function* entries(folder: string): AsyncGenerator<string> {
  let open;
  try {
    open = await opendir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  for await (const entry of open) yield entry.name;
}

function isFull(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? '');
}
