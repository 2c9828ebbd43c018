import { nodeHash } from './hashing.js';
import type { LeafRange } from './proofs.js';

/** A subtree of `size` (a power of two) leaves that begins at a multiple of its size. */
export interface PerfectSubtree {
  start: number;
  size: number;
}

/**
 * The perfect subtrees that make up a range, largest first. A range must begin where a subtree of its span may begin,
 * as those of `inclusionRanges` and `consistencyRanges` and every `{ start: 0 }` do.
 */
export function perfectSubtrees({ start, end }: LeafRange): PerfectSubtree[] {
  const subtrees: PerfectSubtree[] = [];
  for (let at = start; at < end;) {
    let size = 1;
    while (size * 2 <= end - at) size *= 2;
    subtrees.push({ start: at, size });
    at += size;
  }
  return subtrees;
}

/** The root of a range from the roots of its perfect subtrees in order, largest first. */
export function foldSubtrees(hashes: readonly Buffer[]): Buffer {
  const [last, ...others] = hashes.toReversed();
  if (!last) throw new RangeError('An empty range has no root to fold.');
  return others.reduce((right, left) => nodeHash(left, right), last);
}

/** Splits concatenated hashes as the database hands them over (`string_agg`). */
export function splitHashes(bytes: Buffer): Buffer[] {
  return Array.from({ length: bytes.length / 32 }, (_, index) => bytes.subarray(index * 32, index * 32 + 32));
}
