import type { EntityManager } from 'typeorm';
import { CHUNK, fetchChunk, type StoredChunk } from '../leaf-chunk.js';

/** Reads a log chunk by chunk, ahead of the one who hashes it. */
export class ReadAhead {
  private readonly asked: Promise<StoredChunk | undefined>[] = [];
  private from = 0;
  private readonly depth: number;

  constructor(
    private readonly manager: EntityManager,
    private readonly size: number,
  ) {
    // A transaction has one connection, which answers one question at a time.
    this.depth = manager.queryRunner ? 1 : 2;
  }

  /** The next chunk; undefined after the last one. */
  next(): Promise<StoredChunk | undefined> {
    while (this.asked.length < this.depth && this.from < this.size) {
      const to = Math.min(this.size, this.from + CHUNK);
      const chunk = fetchChunk(this.manager, this.from, to);
      // Whoever awaits it learns of the failure; until then nobody listens, which would end the process.
      chunk.catch(() => undefined);
      this.asked.push(chunk);
      this.from = to;
    }
    return this.asked.shift() ?? Promise.resolve(undefined);
  }
}
