import { hash } from 'node:crypto';

/**
 * The hashes of an RFC 6962 tree (section 2.1). Leaves and inner nodes are hashed under different first bytes, so that
 * no inner node can be passed off as a leaf.
 */
export const HASH_BYTES = 32;

/** The root of the tree without leaves: the hash of nothing. */
export const EMPTY_ROOT: Buffer = hash('sha256', '', 'buffer');

/** `SHA-256(0x00 ‖ data)`. Text stands for its UTF-8 bytes. */
export function leafHash(data: string | Buffer): Buffer {
  if (typeof data === 'string') return hash('sha256', `\u0000${data}`, 'buffer');
  const bytes = Buffer.allocUnsafe(data.length + 1);
  bytes[0] = 0;
  data.copy(bytes, 1);
  return hash('sha256', bytes, 'buffer');
}

const pair = Buffer.alloc(1 + 2 * HASH_BYTES, 1);

/** `SHA-256(0x01 ‖ left ‖ right)`. */
export function nodeHash(left: Buffer, right: Buffer): Buffer {
  left.copy(pair, 1);
  right.copy(pair, 1 + HASH_BYTES);
  return hash('sha256', pair, 'buffer');
}
