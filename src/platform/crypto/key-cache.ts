import type { DataKey } from './data-key.js';
import { ownerName, type KeyOwner } from './key-owner.js';

/** How long an unwrapped key may be used without asking the database again. */
export const CACHE_MILLISECONDS = 30_000;
const CAPACITY = 2_000;

/**
 * Unwrapped keys that were used lately, in this process. A key that was destroyed here is not taken in again for as
 * long as a reader that fetched it before the destruction might still bring it.
 */
export class KeyCache {
  readonly #entries = new Map<string, { key: DataKey; until: number }>();
  readonly #byOwner = new Map<string, string>();
  readonly #dead = new Map<string, number>();

  constructor(
    private readonly capacity = CAPACITY,
    private readonly lifeMilliseconds = CACHE_MILLISECONDS,
  ) {}

  ofOwner(owner: KeyOwner, now: Date): DataKey | undefined {
    const id = this.#byOwner.get(ownerName(owner));
    return id === undefined ? undefined : this.byId(id, now);
  }

  byId(id: string, now: Date): DataKey | undefined {
    const entry = this.#entries.get(id);
    if (!entry) return undefined;
    // A clock that was set back must not lengthen a key's life.
    const left = entry.until - now.getTime();
    if (left <= 0 || left > this.lifeMilliseconds) {
      this.#remove(id);
      return undefined;
    }
    // A Map keeps the order of insertion: what is used moves to the end, what is unused is dropped from the front.
    this.#entries.delete(id);
    this.#entries.set(id, entry);
    return entry.key;
  }

  put(key: DataKey, now: Date): void {
    this.#forgetTheLongDead(now.getTime());
    if (this.#dead.has(key.id)) return;
    this.#remove(key.id);
    this.#entries.set(key.id, { key, until: now.getTime() + this.lifeMilliseconds });
    this.#byOwner.set(ownerName(key.owner), key.id);
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > this.capacity && oldest !== undefined) this.#remove(oldest);
  }

  bury(ids: readonly string[], now: Date): void {
    this.#forgetTheLongDead(now.getTime());
    for (const id of ids) {
      this.#remove(id);
      this.#dead.set(id, now.getTime() + this.lifeMilliseconds);
    }
  }

  #remove(id: string): void {
    const entry = this.#entries.get(id);
    if (!entry) return;
    this.#entries.delete(id);
    const owner = ownerName(entry.key.owner);
    if (this.#byOwner.get(owner) === id) this.#byOwner.delete(owner);
  }

  #forgetTheLongDead(now: number): void {
    for (const [id, until] of this.#dead) {
      if (until > now) return;
      this.#dead.delete(id);
    }
  }
}
