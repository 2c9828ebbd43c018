import { createCipheriv, createDecipheriv } from 'node:crypto';
import { pooledBytes } from '../ids/random-pool.js';
import { SealBroken } from './errors.js';

/** AES-256-GCM as everything here uses it: 96-bit nonce and 128-bit tag (NIST SP 800-38D, 8.2 and 5.2.1.2). */
export const NONCE_BYTES = 12;
export const TAG_BYTES = 16;
export const KEY_BYTES = 32;

const ALGORITHM = 'aes-256-gcm';

/** nonce ‖ ciphertext ‖ tag under a random nonce. A key may seal 2^32 values before nonces are likely to meet. */
export function encrypt(key: Buffer, plain: Buffer, associated: Buffer): Buffer {
  const nonce = pooledBytes(NONCE_BYTES);
  return Buffer.concat([nonce, encryptAt(key, nonce, plain, associated)]);
}

/** @throws SealBroken */
export function decrypt(key: Buffer, box: Buffer, associated: Buffer): Buffer {
  if (box.length < NONCE_BYTES + TAG_BYTES) throw new SealBroken();
  return decryptAt(key, box.subarray(0, NONCE_BYTES), box.subarray(NONCE_BYTES), associated);
}

/** ciphertext ‖ tag. The caller answers for never using a nonce twice with one key. */
export function encryptAt(key: Buffer, nonce: Buffer, plain: Buffer, associated?: Buffer): Buffer {
  const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
  if (associated) cipher.setAAD(associated);
  // GCM is a stream mode: final() never yields bytes, it only completes the tag.
  const body = cipher.update(plain);
  cipher.final();
  return Buffer.concat([body, cipher.getAuthTag()], body.length + TAG_BYTES);
}

/** @throws SealBroken */
export function decryptAt(key: Buffer, nonce: Buffer, box: Buffer, associated?: Buffer): Buffer {
  const end = box.length - TAG_BYTES;
  if (end < 0) throw new SealBroken();
  const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
  if (associated) decipher.setAAD(associated);
  decipher.setAuthTag(box.subarray(end));
  const plain = decipher.update(box.subarray(0, end));
  try {
    decipher.final();
  } catch {
    throw new SealBroken();
  }
  return plain;
}

/** Several texts as one byte string that no other list of texts yields: each preceded by its length. */
export function unambiguous(parts: readonly string[]): Buffer {
  const lengths = parts.map((part) => Buffer.byteLength(part, 'utf8'));
  const bytes = Buffer.allocUnsafe(lengths.reduce((sum, length) => sum + 4 + length, 0));
  let at = 0;
  parts.forEach((part, index) => {
    at = bytes.writeUInt32BE(lengths[index]!, at);
    at += bytes.write(part, at, 'utf8');
  });
  return bytes;
}
