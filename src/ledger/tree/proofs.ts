import { nodeHash } from './hashing.js';

/** The leaves `start` to `end - 1`: a subtree of which a proof needs the root. */
export interface LeafRange {
  start: number;
  end: number;
}

/**
 * The subtrees whose roots prove that leaf `index` is in the tree of `size` leaves, from the leaf's sibling up
 * (RFC 6962, 2.1.1: `PATH`).
 *
 * @throws RangeError when the tree holds no such leaf.
 */
export function inclusionRanges(index: number, size: number): LeafRange[] {
  if (!isCount(index) || !isCount(size) || index >= size) throw new RangeError(`No leaf ${index} among ${size}.`);
  const ranges: LeafRange[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const middle = start + splitOf(end - start);
    if (index < middle) {
      ranges.push({ start: middle, end });
      end = middle;
    } else {
      ranges.push({ start, end: middle });
      start = middle;
    }
  }
  return ranges.reverse();
}

/**
 * The subtrees whose roots prove that the tree of `older` leaves is the beginning of the one of `newer` leaves
 * (RFC 6962, 2.1.2: `PROOF`). Empty when the sizes are the same or the older tree is empty.
 *
 * @throws RangeError when `older` is larger than `newer`.
 */
export function consistencyRanges(older: number, newer: number): LeafRange[] {
  if (!isCount(older) || !isCount(newer) || older > newer) throw new RangeError(`${newer} cannot follow ${older}.`);
  if (older === 0) return [];
  const ranges: LeafRange[] = [];
  let [start, end] = [0, newer];
  let known = true;
  while (older - start < end - start) {
    const middle = start + splitOf(end - start);
    if (older <= middle) {
      ranges.push({ start: middle, end });
      end = middle;
    } else {
      ranges.push({ start, end: middle });
      start = middle;
      known = false;
    }
  }
  if (!known) ranges.push({ start, end });
  return ranges.reverse();
}

/** Does `proof` lead from the leaf to the root? (RFC 9162, 2.1.3.2) */
export function verifyInclusion(claim: {
  leaf: Buffer;
  index: number;
  size: number;
  root: Buffer;
  proof: readonly Buffer[];
}): boolean {
  const { leaf, index, size, root, proof } = claim;
  if (!isCount(index) || !isCount(size) || index >= size) return false;
  let [position, last] = [index, size - 1];
  let hash = leaf;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (isOdd(position) || position === last) {
      hash = nodeHash(sibling, hash);
      while (!isOdd(position) && position !== 0) [position, last] = [half(position), half(last)];
    } else {
      hash = nodeHash(hash, sibling);
    }
    [position, last] = [half(position), half(last)];
  }
  return last === 0 && hash.equals(root);
}

/** Is the older tree the beginning of the newer one? (RFC 9162, 2.1.4.2; the empty tree begins every tree.) */
export function verifyConsistency(claim: {
  older: number;
  olderRoot: Buffer;
  newer: number;
  newerRoot: Buffer;
  proof: readonly Buffer[];
}): boolean {
  const { older, olderRoot, newer, newerRoot, proof } = claim;
  if (!isCount(older) || !isCount(newer) || older > newer) return false;
  if (older === 0) return proof.length === 0;
  if (older === newer) return proof.length === 0 && olderRoot.equals(newerRoot);
  const path = isPowerOfTwo(older) ? [olderRoot, ...proof] : [...proof];
  const first = path.shift();
  if (!first) return false;
  let [position, last] = [older - 1, newer - 1];
  while (isOdd(position)) [position, last] = [half(position), half(last)];
  let [olderHash, newerHash] = [first, first];
  for (const sibling of path) {
    if (last === 0) return false;
    if (isOdd(position) || position === last) {
      olderHash = nodeHash(sibling, olderHash);
      newerHash = nodeHash(sibling, newerHash);
      while (!isOdd(position) && position !== 0) [position, last] = [half(position), half(last)];
    } else {
      newerHash = nodeHash(newerHash, sibling);
    }
    [position, last] = [half(position), half(last)];
  }
  return last === 0 && olderHash.equals(olderRoot) && newerHash.equals(newerRoot);
}

/** The largest power of two below `count` (RFC 6962, 2.1: `k`). Division instead of bit shifts: sizes pass 2^32. */
function splitOf(count: number): number {
  let split = 1;
  while (split * 2 < count) split *= 2;
  return split;
}

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
const isOdd = (value: number): boolean => value % 2 === 1;
const half = (value: number): number => Math.floor(value / 2);

function isPowerOfTwo(value: number): boolean {
  let rest = value;
  while (rest > 1 && !isOdd(rest)) rest /= 2;
  return rest === 1;
}
