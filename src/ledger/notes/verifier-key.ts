import { createPublicKey, hash, type KeyObject } from 'node:crypto';
import { decodeBase64 } from './strict-encoding.js';

/** The only signature type we use: Ed25519 (c2sp.org/signed-note, "Signature types"). */
const ED25519 = 0x01;

/** A key that signatures are checked with. */
export interface VerifierKey {
  name: string;
  /** Four bytes that name the key beside its name; an index, not a fingerprint. */
  id: Buffer;
  key: KeyObject;
}

export class VerifierKeyError extends Error {}

/** No Unicode spaces and no plus (c2sp.org/signed-note, "Format"). */
export function isKeyName(name: string): boolean {
  return name.length > 0 && !/[\s+\p{Cc}]/u.test(name);
}

/** `SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key)`, its first four bytes (c2sp.org/signed-note, "Ed25519 signatures"). */
export function keyIdOf(name: string, publicKey: Buffer): Buffer {
  return hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(ED25519), publicKey]), 'buffer').subarray(
    0,
    4,
  );
}

/**
 * The key as people pass it on: `<name>+<key id in hex>+<base64 of type and key>`, as Go's `sumdb/note` writes it.
 * `key` may be the private or the public half.
 */
export function formatVerifierKey(name: string, key: KeyObject): string {
  const raw = rawPublicKey(key);
  return `${name}+${keyIdOf(name, raw).toString('hex')}+${Buffer.concat([Buffer.of(ED25519), raw]).toString('base64')}`;
}

/** @throws VerifierKeyError that says what is wrong; the text may have been mistyped by a person. */
export function parseVerifierKey(text: string): VerifierKey {
  const [name, id, encoded, ...rest] = splitKey(text.trim());
  if (name === undefined || id === undefined || encoded === undefined || rest.length > 0) {
    throw new VerifierKeyError('A verifier key reads <name>+<key id>+<base64>.');
  }
  const bytes = decodeBase64(encoded, 33);
  if (!isKeyName(name)) throw new VerifierKeyError('The name of the verifier key is empty or holds spaces.');
  if (!bytes) throw new VerifierKeyError('The last part of the verifier key is not 33 bytes in base 64.');
  if (bytes[0] !== ED25519) throw new VerifierKeyError('The verifier key is of a type other than Ed25519.');
  const raw = bytes.subarray(1);
  if (keyIdOf(name, raw).toString('hex') !== id) {
    throw new VerifierKeyError('The key id does not belong to this name and key: it was mistyped or cut.');
  }
  return { name, id: Buffer.from(id, 'hex'), key: publicKeyOf(raw) };
}

/** Base 64 may hold a plus itself, so only the first two separate. */
function splitKey(text: string): string[] {
  const first = text.indexOf('+');
  const second = text.indexOf('+', first + 1);
  return first < 0 || second < 0 ? [] : [text.slice(0, first), text.slice(first + 1, second), text.slice(second + 1)];
}

function rawPublicKey(key: KeyObject): Buffer {
  const publicKey = key.type === 'private' ? createPublicKey(key) : key;
  const { x } = publicKey.export({ format: 'jwk' });
  if (publicKey.asymmetricKeyType !== 'ed25519' || !x) throw new VerifierKeyError('Not an Ed25519 key.');
  return Buffer.from(x, 'base64url');
}

function publicKeyOf(raw: Buffer): KeyObject {
  return createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') } });
}
