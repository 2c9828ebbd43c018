import { pipeline, Readable } from 'node:stream';
import { newId } from '../../platform/ids/ids.js';
import type { Sealing } from '../vault/sealing.js';
import { vaultName, type Vault } from '../vault/vault.js';
import { toLine, type PartRecord } from './part-record.js';

/** A part that lies in the vault, not yet in the database. */
export interface WrittenPart {
  id: string;
  ordinal: number;
  file: string;
  records: number;
  bytes: number;
  sha256: Buffer;
}

/** Plain bytes after which a part is closed and the next one begun. */
export const PART_BYTES = 64 * 1024 * 1024;

/** Lines are handed on in pieces of about this many characters: a record at a time would cost more than its sealing. */
const PIECE = 64 * 1024;

/**
 * Writes collected records as parts: NDJSON of at most 64 MiB (a longer record has a part of its own), sealed frame by
 * frame. A failed part is repeated alone, a package can be built again from its parts.
 */
export class PartWriter {
  constructor(
    private readonly vault: Vault,
    private readonly sealing: Sealing,
    private readonly limit = PART_BYTES,
  ) {}

  /**
   * Takes the records of one system and collection, in batches as a connector yields them, and yields each part when
   * its file is safe on disk. No record, no part. When it throws, parts already yielded are the caller's to remove.
   *
   * @param fields all that the map names in the collection.
   * @throws UnmappedField when a record shows anything else: what nobody has described must not come to lie here.
   */
  async *write(
    fields: ReadonlySet<string>,
    batches: AsyncIterable<readonly PartRecord[]>,
  ): AsyncGenerator<WrittenPart> {
    const lines = new Lines(batches, fields);
    try {
      for (let ordinal = 0; await lines.more(); ordinal++) {
        const id = newId();
        const file = vaultName(id, 'part');
        let records = 0;
        const body = Readable.from(
          lines.take(this.limit, () => records++),
          { objectMode: false, highWaterMark: 4 * PIECE },
        );
        const sealed = pipeline(body, this.sealing.seal(file), () => undefined);
        const { bytes, sha256 } = await this.vault.write(file, sealed);
        yield { id, ordinal, file, records, bytes, sha256 };
      }
    } finally {
      await lines.close();
    }
  }
}

/** UTF-8 takes three bytes a character at most: the bytes are counted only where that might be too much. */
function fits(piece: string, line: string, left: number): boolean {
  return 3 * (piece.length + line.length) <= left || Buffer.byteLength(piece) + Buffer.byteLength(line) <= left;
}

/** The batches as one run of lines that can be taken from in turns. */
class Lines {
  readonly #source: AsyncIterator<readonly PartRecord[]>;
  #batch: readonly PartRecord[] = [];
  #at = 0;

  constructor(
    batches: AsyncIterable<readonly PartRecord[]>,
    private readonly fields: ReadonlySet<string>,
  ) {
    this.#source = batches[Symbol.asyncIterator]();
  }

  async more(): Promise<boolean> {
    while (this.#at >= this.#batch.length) {
      const next = await this.#source.next();
      if (next.done) return false;
      this.#batch = next.value;
      this.#at = 0;
    }
    return true;
  }

  /** Pieces of whole lines until the next line would pass the limit; one line at least. */
  async *take(limit: number, counted: () => void): AsyncGenerator<Buffer> {
    let left = limit;
    let piece = '';
    for (let first = true; this.#at < this.#batch.length || (await this.more()); first = false) {
      const line = `${toLine(this.#batch[this.#at] as PartRecord, this.fields)}\n`;
      if (!first && !fits(piece, line, left)) break;
      piece += line;
      this.#at += 1;
      counted();
      if (piece.length >= PIECE) {
        const bytes = Buffer.from(piece);
        yield bytes;
        left -= bytes.length;
        piece = '';
      }
    }
    if (piece !== '') yield Buffer.from(piece);
  }

  async close(): Promise<void> {
    await this.#source.return?.();
  }
}
