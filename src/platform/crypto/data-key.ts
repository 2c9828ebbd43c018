import { createHmac } from 'node:crypto';
import { decrypt, encrypt, NONCE_BYTES, TAG_BYTES, unambiguous } from './aes-gcm.js';
import { SealBroken } from './errors.js';
import { idBytes, idFromBytes } from './key-id.js';
import type { KeyOwner } from './key-owner.js';
import { keyedDigest } from './keyed-digest.js';

/** Where a sealed value lives. It is authenticated with the value, so that a value copied elsewhere does not open. */
export interface Place {
  table: string;
  row: string;
  column: string;
}

const VERSION = 1;
const HEADER_BYTES = 1 + 16;

/** Bytes that sealing adds to a value: version ‖ key id ‖ nonce ‖ … ‖ tag. */
export const SEAL_OVERHEAD = HEADER_BYTES + NONCE_BYTES + TAG_BYTES;

/**
 * An unwrapped key, usable in this process. The key itself never leaves the object: not by JSON, not by inspection;
 * each use has a key of its own derived from it.
 */
export class DataKey {
  readonly #material: Buffer;
  #sealing: Buffer | undefined;

  constructor(
    readonly id: string,
    readonly owner: KeyOwner,
    material: Buffer,
  ) {
    this.#material = material;
  }

  /** version (1 byte) ‖ key id (16) ‖ nonce (12) ‖ ciphertext ‖ tag (16). Text is sealed as UTF-8. */
  seal(plain: Buffer | string, place: Place): Buffer {
    const bytes = typeof plain === 'string' ? Buffer.from(plain, 'utf8') : plain;
    const header = this.#header();
    return Buffer.concat([header, encrypt(this.#sealingKey(), bytes, associated(header, place))]);
  }

  /** @throws SealBroken when the bytes were changed, moved to another place, or sealed under another key. */
  open(sealed: Buffer, place: Place): Buffer {
    const header = this.#header();
    if (sealed.length < SEAL_OVERHEAD || !sealed.subarray(0, HEADER_BYTES).equals(header)) throw new SealBroken();
    return decrypt(this.#sealingKey(), sealed.subarray(HEADER_BYTES), associated(header, place));
  }

  openText(sealed: Buffer, place: Place): string {
    return this.open(sealed, place).toString('utf8');
  }

  /** A 256-bit key for one use, named by the label; the same label gives the same key. */
  derive(label: string): Buffer {
    return createHmac('sha256', this.#material).update(`habeas/derive/1/${label}`, 'utf8').digest();
  }

  /** A keyed digest that nobody can compute any more once this key is destroyed: 192 bits, base64url. */
  digest(scope: string): (value: string) => string {
    return keyedDigest(this.derive(`digest/${scope}`));
  }

  #header(): Buffer {
    return Buffer.concat([Buffer.of(VERSION), idBytes(this.id)]);
  }

  #sealingKey(): Buffer {
    return (this.#sealing ??= this.derive('seal'));
  }
}

/**
 * The id of the key that a value was sealed under, read from its header.
 *
 * @throws SealBroken when the bytes cannot be a sealed value.
 */
export function keyIdOf(sealed: Buffer): string {
  const id = sealed.length >= HEADER_BYTES && sealed[0] === VERSION ? idFromBytes(sealed.subarray(1, 17)) : null;
  if (id === null) throw new SealBroken();
  return id;
}

function associated(header: Buffer, { table, row, column }: Place): Buffer {
  return Buffer.concat([header, unambiguous([table, row, column])]);
}
