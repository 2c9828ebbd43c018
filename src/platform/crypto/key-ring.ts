import { createHash, randomBytes } from 'node:crypto';
import type { Settings } from '../settings/settings.js';
import { decrypt, encrypt, KEY_BYTES, unambiguous } from './aes-gcm.js';
import { DataKey } from './data-key.js';
import { KeyUnreadable } from './errors.js';
import { keyEncryptionKeys } from './key-encryption-keys.js';
import type { KeyOwner } from './key-owner.js';

/** A data key as the database keeps it. */
export interface WrappedKey {
  id: string;
  owner: KeyOwner;
  wrapped: Buffer;
  kekId: string;
}

/**
 * The key-encryption keys, newest first: the newest wraps, all of them unwrap. Injected where keys are made or read;
 * the key-encryption keys never leave it.
 */
export class KeyRing {
  readonly #keys: ReadonlyMap<string, Buffer>;
  readonly newest: string;

  /**
   * @param keys 32 bytes each, newest first.
   * @param warnings What a person should know about where the keys come from (generated ones, in development).
   */
  constructor(
    keys: readonly Buffer[],
    readonly warnings: readonly string[] = [],
  ) {
    const newest = keys[0];
    if (!newest || keys.some((key) => key.length !== KEY_BYTES)) {
      throw new RangeError('A key ring needs at least one key of 32 bytes.');
    }
    this.#keys = new Map(keys.map((key) => [kekId(key), key]));
    this.newest = kekId(newest);
  }

  /** @throws SettingsError naming the variable, what is wrong with it, and an example. */
  static from(settings: Settings): KeyRing {
    const { keys, warnings } = keyEncryptionKeys(settings);
    return new KeyRing(keys, warnings);
  }

  /** Ids of the key-encryption keys at hand, newest first. */
  get ids(): string[] {
    return [...this.#keys.keys()];
  }

  /** A new data key, wrapped and usable. */
  generate(id: string, owner: KeyOwner): { row: WrappedKey; key: DataKey } {
    const material = randomBytes(KEY_BYTES);
    return { row: this.#wrap(id, owner, material), key: new DataKey(id, owner, material) };
  }

  /** @throws KeyUnreadable */
  unwrap(row: WrappedKey): DataKey {
    return new DataKey(row.id, row.owner, this.#material(row));
  }

  /**
   * The same key under the newest key-encryption key.
   *
   * @throws KeyUnreadable
   */
  rewrap(row: WrappedKey): WrappedKey {
    return this.#wrap(row.id, row.owner, this.#material(row));
  }

  #wrap(id: string, owner: KeyOwner, material: Buffer): WrappedKey {
    const wrapped = encrypt(this.#keyOf(this.newest), material, associated(id, owner));
    return { id, owner, wrapped, kekId: this.newest };
  }

  #material(row: WrappedKey): Buffer {
    if (!this.#keys.has(row.kekId)) throw new KeyUnreadable(row.id, row.kekId);
    try {
      return decrypt(this.#keyOf(row.kekId), row.wrapped, associated(row.id, row.owner));
    } catch {
      throw new KeyUnreadable(row.id, row.kekId);
    }
  }

  #keyOf(id: string): Buffer {
    const key = this.#keys.get(id);
    if (!key) throw new RangeError(`There is no key-encryption key ${id}.`);
    return key;
  }
}

/** The name of a key-encryption key, derived from it: 64 bits of a hash, which tell nothing about the key. */
export function kekId(key: Buffer): string {
  return createHash('sha256').update('habeas/kek-id/1/').update(key).digest('hex').slice(0, 16);
}

/** A wrapped key opens only in its own row and for its own owner. */
function associated(id: string, owner: KeyOwner): Buffer {
  return unambiguous(['habeas/wrap/1', id, owner.kind, owner.id]);
}
