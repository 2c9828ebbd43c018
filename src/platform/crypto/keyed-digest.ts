import { createHmac, createSecretKey } from 'node:crypto';

const DIGEST_BYTES = 24;

/** HMAC-SHA-256 cut to 192 bits, base64url (32 characters): the `Digest` of the connector contract. */
export function keyedDigest(secret: Buffer): (value: string) => string {
  // A KeyObject spares each call the copying and checking of the key.
  const key = createSecretKey(secret);
  return (value) =>
    createHmac('sha256', key).update(value, 'utf8').digest().subarray(0, DIGEST_BYTES).toString('base64url');
}
