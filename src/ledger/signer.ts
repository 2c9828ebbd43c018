import { QueryFailedError, type DataSource, type EntityManager } from 'typeorm';
import type { CheckpointFolder } from './checkpoint-folder.js';
import type { CheckpointPublisher } from './checkpoint-publisher.js';
import { CHUNK, readChunk } from './leaf-chunk.js';
import { openCheckpoint, signCheckpoint } from './notes/checkpoint.js';
import { compareWithOutside } from './outside-check.js';
import { LedgerBehindCheckpoint, LedgerCorrupt, LedgerRefusal } from './refusals.js';
import type { SigningKey } from './signing-key.js';
import { storedRightEdge, storedRoot, storedSize } from './stored-tree.js';

export interface SignerOptions {
  key: SigningKey;
  /** Where each checkpoint goes. The folder is read back, too: the signer continues nothing that differs from it. */
  folder?: CheckpointFolder;
  publishers?: readonly CheckpointPublisher[];
  /** Verifier keys of earlier signing keys, whose last checkpoint this one continues. */
  retiredKeys?: readonly string[];
}

export interface Signed {
  /** Leaves under the latest checkpoint; 0 when there is none yet. */
  size: number;
  /** The latest checkpoint. */
  note: string | null;
  /** Did this call sign it? */
  fresh: boolean;
  /** Names of the publishers that failed; they are tried again with the next call. */
  unpublished: string[];
}

interface StoredCheckpoint {
  size: string;
  root: Buffer;
  note: string;
}

/**
 * Signs what the log holds, after hashing the stored bytes of every new leaf and the right edge again: a single flipped
 * bit under a signature makes a log unusable for ever. May run in a process of its own, under a database role of its
 * own (`signerGrants`), so that neither web nor application can read the key.
 */
export class Signer {
  private readonly delivered = new Map<string, number>();

  constructor(
    private readonly source: DataSource,
    private readonly options: SignerOptions,
  ) {}

  get verifierKey(): string {
    return this.options.key.verifierKey;
  }

  /**
   * Signs a checkpoint over all leaves there are, unless the latest covers them, and hands it to the publishers.
   *
   * @throws LedgerRefusal when what is stored is not what was signed before, or is damaged: nothing is signed then.
   */
  async signOnce(): Promise<Signed> {
    const { folder } = this.options;
    const outside = (await folder?.latest()) ?? null;
    const signed = await this.fromOneSnapshot((manager) => this.sign(manager, outside));
    return { ...signed, unpublished: signed.note === null ? [] : await this.publish(signed.note, signed.size) };
  }

  /** Two signers at once: the snapshot of the slower one is outdated, and a new one shows what the other has signed. */
  private async fromOneSnapshot<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    try {
      return await this.source.transaction('REPEATABLE READ', work);
    } catch (error) {
      if (!isSerialisationFailure(error)) throw error;
      return this.source.transaction('REPEATABLE READ', work);
    }
  }

  private async sign(manager: EntityManager, outside: string | null): Promise<Omit<Signed, 'unpublished'>> {
    const last = await this.lastCheckpoint(manager);
    const refusal = outside === null ? null : await compareWithOutside(manager, outside);
    if (refusal) throw refusal;
    const size = await storedSize(manager);
    const signedSize = Number(last?.size ?? 0);
    if (size < signedSize) throw new LedgerBehindCheckpoint(size, signedSize);
    if (size === signedSize) return { size, note: last?.note ?? null, fresh: false };
    const root = await this.rootAfter(manager, last, size);
    const note = signCheckpoint({ origin: this.options.key.origin, size, root }, this.options.key.key);
    const [row] = await manager.query<unknown[]>(
      `INSERT INTO ledger_checkpoint (size, root, note) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING size`,
      [size, root, note],
    );
    return row ? { size, note, fresh: true } : { size: signedSize, note: last?.note ?? null, fresh: false };
  }

  /** The checkpoint this one continues; it must be ours. */
  private async lastCheckpoint(manager: EntityManager): Promise<StoredCheckpoint | undefined> {
    const [last] = await manager.query<StoredCheckpoint[]>(
      `SELECT size, root, note FROM ledger_checkpoint ORDER BY size DESC LIMIT 1`,
    );
    if (!last) return undefined;
    const opened = openCheckpoint(last.note, [this.verifierKey, ...(this.options.retiredKeys ?? [])]);
    if ('problem' in opened || opened.size !== Number(last.size) || !opened.root.equals(last.root)) {
      throw new LedgerCorrupt(`The stored checkpoint over ${last.size} leaves was not signed with a key we know.`);
    }
    return last;
  }

  /** Continues the right edge of the last checkpoint by the new leaves, from their stored bytes. */
  private async rootAfter(manager: EntityManager, last: StoredCheckpoint | undefined, size: number): Promise<Buffer> {
    const edge = await storedRightEdge(manager, Number(last?.size ?? 0));
    if (last && !edge.root().equals(last.root)) {
      throw new LedgerCorrupt(`The right edge at ${last.size} leaves is not the one that was signed.`);
    }
    while (edge.size < size) {
      const chunk = await readChunk(manager, edge.size, Math.min(size, edge.size + CHUNK));
      const [problem] = chunk.problems;
      if (problem) throw new LedgerCorrupt(`Leaf ${problem.index} was ${problem.what}. ${problem.detail}`);
      for (const hash of chunk.hashes) edge.push(hash);
    }
    const root = edge.root();
    if (!root.equals(await storedRoot(manager, size))) {
      throw new LedgerCorrupt(`The stored nodes at ${size} leaves do not belong to the leaves.`);
    }
    return root;
  }

  private async publish(note: string, size: number): Promise<string[]> {
    const { folder, publishers = [] } = this.options;
    const failed: string[] = [];
    for (const publisher of folder ? [folder, ...publishers] : publishers) {
      if (this.delivered.get(publisher.name) === size) continue;
      try {
        await publisher.publish(note, size);
        this.delivered.set(publisher.name, size);
      } catch (error) {
        // A second checkpoint of this size is no passing failure.
        if (error instanceof LedgerRefusal) throw error;
        failed.push(publisher.name);
      }
    }
    return failed;
  }
}

/** What the role of a signer that runs apart needs, as statements for the owner of the schema. */
export function signerGrants(role: string): string[] {
  const quoted = `"${role.replaceAll('"', '""')}"`;
  return [
    `GRANT USAGE ON SCHEMA public TO ${quoted}`,
    `GRANT SELECT ON ledger_entry, ledger_leaf, ledger_node, ledger_checkpoint TO ${quoted}`,
    `GRANT INSERT ON ledger_checkpoint TO ${quoted}`,
  ];
}

/** https://www.postgresql.org/docs/current/transaction-iso.html#XACT-REPEATABLE-READ */
const isSerialisationFailure = (error: unknown): boolean =>
  error instanceof QueryFailedError && (error.driverError as { code?: unknown }).code === '40001';
