import type { EntityManager } from 'typeorm';
import { storedHashes, TILE_HEIGHT, TILE_WIDTH } from './stored-tree.js';
import { inclusionRanges } from './tree/proofs.js';
import { foldSubtrees, perfectSubtrees, type PerfectSubtree } from './tree/range-root.js';
import { rootOf } from './tree/right-edge.js';

/** Proofs of several leaves under one size: they share most of what they are made of, so that each tile is read once. */
export class InclusionProofs {
  private readonly tiles = new Map<string, Buffer[]>();

  /** @param size of the checkpoint that the proofs lead to. */
  constructor(
    private readonly manager: EntityManager,
    private readonly size: number,
  ) {}

  /**
   * The hashes that lead from leaf `index` to the root (RFC 6962, 2.1.1), from the leaf's sibling up.
   *
   * @throws LedgerCorrupt when a stored hash is missing.
   */
  async of(index: number): Promise<Buffer[]> {
    const hashes: Buffer[] = [];
    for (const range of inclusionRanges(index, this.size)) {
      const parts: Buffer[] = [];
      for (const part of perfectSubtrees(range)) parts.push(await this.subtree(part));
      hashes.push(foldSubtrees(parts));
    }
    return hashes;
  }

  private async subtree({ start, size }: PerfectSubtree): Promise<Buffer> {
    let [level, width] = [0, 1];
    while (width * TILE_WIDTH <= size) [level, width] = [level + TILE_HEIGHT, width * TILE_WIDTH];
    const [from, to] = [start / width, (start + size) / width];
    const tile = Math.floor(from / TILE_WIDTH);
    const hashes = await this.tile(level, width, tile);
    return rootOf(hashes.slice(from - tile * TILE_WIDTH, to - tile * TILE_WIDTH));
  }

  private async tile(level: number, width: number, tile: number): Promise<Buffer[]> {
    const name = `${level}/${tile}`;
    const known = this.tiles.get(name);
    if (known) return known;
    const end = Math.min((tile + 1) * TILE_WIDTH, Math.floor(this.size / width));
    const hashes = await storedHashes(this.manager, level, tile * TILE_WIDTH, end);
    this.tiles.set(name, hashes);
    return hashes;
  }
}
