import { type Bytes, joined, same, sha256, utf8 } from './bytes.js';

/** `SHA-256(0x00 ‖ data)` (RFC 6962, 2.1). */
export const leafHash = (text: string): Promise<Bytes> => sha256(joined(Uint8Array.of(0), utf8(text)));

const nodeHash = (left: Bytes, right: Bytes): Promise<Bytes> => sha256(joined(Uint8Array.of(1), left, right));

export interface InclusionClaim {
  leaf: Bytes;
  index: number;
  size: number;
  root: Bytes;
  /** From the leaf's sibling up. */
  path: readonly Bytes[];
}

/** Does the path lead from the leaf to the root? (RFC 9162, 2.1.3.2; division, since sizes may pass 2^32) */
export async function isIncluded({ leaf, index, size, root, path }: InclusionClaim): Promise<boolean> {
  if (index >= size) return false;
  let [position, last] = [index, size - 1];
  let hash = leaf;
  for (const sibling of path) {
    if (last === 0) return false;
    if (position % 2 === 1 || position === last) {
      hash = await nodeHash(sibling, hash);
      while (position % 2 === 0 && position !== 0) [position, last] = [half(position), half(last)];
    } else {
      hash = await nodeHash(hash, sibling);
    }
    [position, last] = [half(position), half(last)];
  }
  return last === 0 && same(hash, root);
}

const half = (count: number): number => Math.floor(count / 2);
