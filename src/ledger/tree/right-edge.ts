import { EMPTY_ROOT, nodeHash } from './hashing.js';
import type { PerfectSubtree } from './range-root.js';

/**
 * The right edge of a growing tree: the roots of its perfect subtrees, largest first. It is all that is needed to add
 * leaves and to tell the root, so a log of any length is hashed in a few hundred bytes of memory.
 */
export class RightEdge {
  private readonly peaks: { size: number; hash: Buffer }[] = [];
  private leaves = 0;

  /** @param completed is told of each perfect subtree of two leaves or more as it becomes complete. */
  constructor(private readonly completed?: (subtree: PerfectSubtree, hash: Buffer) => void) {}

  get size(): number {
    return this.leaves;
  }

  /** Adds the next leaf by its hash. */
  push(leaf: Buffer): void {
    this.pushSubtree(leaf, 1);
  }

  /**
   * Adds the root of a perfect subtree of `size` leaves.
   *
   * @throws RangeError when the tree's size is not a multiple of `size`: such a subtree cannot follow there.
   */
  pushSubtree(hash: Buffer, size: number): void {
    if (this.leaves % size !== 0) throw new RangeError(`A subtree of ${size} cannot follow ${this.leaves} leaves.`);
    let top = { size, hash };
    for (let last = this.peaks.at(-1); last?.size === top.size; last = this.peaks.at(-1)) {
      this.peaks.pop();
      top = { size: top.size * 2, hash: nodeHash(last.hash, top.hash) };
      this.completed?.({ start: this.leaves + size - top.size, size: top.size }, top.hash);
    }
    this.peaks.push(top);
    this.leaves += size;
  }

  root(): Buffer {
    const [last, ...others] = this.peaks.toReversed();
    return last ? others.reduce((right, left) => nodeHash(left.hash, right), last.hash) : EMPTY_ROOT;
  }
}

/** The root over leaf hashes in order (RFC 6962, 2.1: `MTH`). */
export function rootOf(leaves: Iterable<Buffer>): Buffer {
  const edge = new RightEdge();
  for (const leaf of leaves) edge.push(leaf);
  return edge.root();
}
