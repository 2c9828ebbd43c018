import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../clock/clock.js';
import type { DataKey } from './data-key.js';
import * as repository from './data-key.repository.js';
import type { DueKey } from './data-key.repository.js';
import { KeyDestroyed, KeyMissing } from './errors.js';
import { KeyCache } from './key-cache.js';
import { ownerName, type KeyOwner, type KeyOwnerKind } from './key-owner.js';
import { KeyRing, type WrappedKey } from './key-ring.js';
import { prepareKey, type PreparedKey } from './prepared-key.js';
import { rotateKeys, wrappings, type Rotation, type Wrapping } from './rotation.js';

/**
 * The data keys of the house: made, found, put off, destroyed.
 *
 * Unwrapped keys are kept in this process for half a minute. `destroy` and `redestroy` drop them here at once; another
 * process may go on using a key it fetched before for at most that long. Whoever is about to store newly sealed data
 * under a key that might be dying calls `assertLiving` in the same transaction, which rules that out.
 *
 * Destruction overwrites the row; what older back-ups, write-ahead logs and dead tuples still hold of it is wrapped
 * under a key-encryption key, so that shredding is complete against those only after `rotate` and the destruction of
 * the old key-encryption key.
 */
@Injectable()
export class DataKeys {
  readonly #cache = new KeyCache();

  constructor(
    private readonly ring: KeyRing,
    private readonly clock: Clock,
  ) {}

  /** A key and its row, for callers that insert the row in a statement of their own (`insertKeys`). */
  prepare(owner: KeyOwner, destroyAfter: Date | null = null): PreparedKey {
    return prepareKey(this.ring, owner, this.clock.now(), destroyAfter);
  }

  /** The owner's living key, made now unless it is there already (then its date stays as it is). Safe in a race. */
  async create(manager: EntityManager, owner: KeyOwner, destroyAfter: Date | null): Promise<DataKey> {
    const [key] = await this.createMany(manager, [{ owner, destroyAfter }]);
    if (!key) throw new KeyMissing(ownerName(owner));
    return key;
  }

  /** As `create`, in one statement; the keys come in the order of the wishes. */
  async createMany(
    manager: EntityManager,
    wishes: readonly { owner: KeyOwner; destroyAfter: Date | null }[],
  ): Promise<DataKey[]> {
    const prepared = new Map(
      wishes.map(({ owner, destroyAfter }) => [ownerName(owner), this.prepare(owner, destroyAfter)]),
    );
    // Always in the same order: two processes that insert the same owners wait for each other, but never both.
    const made = [...prepared.keys()]
      .sort()
      .map((name) => prepared.get(name))
      .filter((one) => one !== undefined);
    const inserted = await repository.insertAbsent(
      manager,
      made.map(({ row }) => row),
    );
    // Not cached: the transaction may yet be rolled back.
    const keys = new Map(made.filter(({ key }) => inserted.has(key.id)).map(({ key }) => [ownerName(key.owner), key]));
    const others = wishes.map(({ owner }) => owner).filter((owner) => !keys.has(ownerName(owner)));
    for (const row of await repository.livingOf(manager, others)) {
      keys.set(ownerName(row.owner), this.ring.unwrap(row));
    }
    return wishes.map(({ owner }) => {
      const key = keys.get(ownerName(owner));
      if (!key) throw new KeyDestroyed(ownerName(owner));
      return key;
    });
  }

  /** @throws KeyDestroyed, KeyMissing, KeyUnreadable */
  async of(manager: EntityManager, owner: KeyOwner): Promise<DataKey> {
    const cached = this.#cache.ofOwner(owner, this.clock.now());
    if (cached) return cached;
    const [row] = await repository.livingOf(manager, [owner]);
    if (row) return this.#unwrapped(row);
    const [destroyed] = await repository.destroyedAmong(manager, [owner]);
    throw destroyed ? new KeyDestroyed(ownerName(owner)) : new KeyMissing(ownerName(owner));
  }

  /** The owners' keys in the order of the owners; null for one who has no living key. @throws KeyUnreadable */
  async ofMany(manager: EntityManager, owners: readonly KeyOwner[]): Promise<(DataKey | null)[]> {
    const now = this.clock.now();
    const keys = new Map<string, DataKey>();
    const unknown: KeyOwner[] = [];
    for (const owner of owners) {
      const key = this.#cache.ofOwner(owner, now);
      if (key) keys.set(ownerName(owner), key);
      else unknown.push(owner);
    }
    const rows = unknown.length > 0 ? await repository.livingOf(manager, unknown) : [];
    for (const row of rows) keys.set(ownerName(row.owner), this.#unwrapped(row));
    return owners.map((owner) => keys.get(ownerName(owner)) ?? null);
  }

  /**
   * The key of an id, as a sealed value's header names it (`keyIdOf`).
   *
   * @throws KeyDestroyed, KeyMissing, KeyUnreadable
   */
  async byId(manager: EntityManager, id: string): Promise<DataKey> {
    const key = (await this.byIds(manager, [id])).get(id);
    if (key) return key;
    throw (await repository.isDestroyed(manager, id)) ? new KeyDestroyed(id) : new KeyMissing(id);
  }

  /** The living keys among the ids. @throws KeyUnreadable */
  async byIds(manager: EntityManager, ids: readonly string[]): Promise<Map<string, DataKey>> {
    const now = this.clock.now();
    const keys = new Map<string, DataKey>();
    for (const id of new Set(ids)) {
      const key = this.#cache.byId(id, now);
      if (key) keys.set(id, key);
    }
    const unknown = [...new Set(ids)].filter((id) => !keys.has(id));
    const rows = unknown.length > 0 ? await repository.livingById(manager, unknown) : [];
    for (const row of rows) keys.set(row.id, this.#unwrapped(row));
    return keys;
  }

  /** All living keys of a kind of owner, straight from the database. @throws KeyUnreadable */
  async ofKind(manager: EntityManager, kind: KeyOwnerKind): Promise<DataKey[]> {
    return (await repository.livingOfKind(manager, kind)).map((row) => this.ring.unwrap(row));
  }

  /**
   * Asks the database whether the keys live, and keeps them from being destroyed until the transaction ends: what is
   * sealed and stored in it cannot turn out to have been unreadable from the start.
   *
   * @throws KeyDestroyed
   */
  async assertLiving(manager: EntityManager, keys: readonly DataKey[]): Promise<void> {
    const living = await repository.holdLiving(
      manager,
      keys.map((key) => key.id),
    );
    const dead = keys.filter((key) => !living.has(key.id)).map((key) => key.id);
    if (dead[0] === undefined) return;
    this.#cache.bury(dead, this.clock.now());
    throw new KeyDestroyed(dead[0]);
  }

  /** Sets the day from which the key is due; null takes the date away. False when the owner has no living key. */
  setDestroyAfter(manager: EntityManager, owner: KeyOwner, moment: Date | null): Promise<boolean> {
    return repository.setDestroyAfter(manager, owner, moment, false);
  }

  /** Moves the date to a later one; false when it is as late already, or there is none to move. */
  postpone(manager: EntityManager, owner: KeyOwner, until: Date): Promise<boolean> {
    return repository.setDestroyAfter(manager, owner, until, true);
  }

  /** Living keys whose date has come, the longest overdue first. Holds and complaints are the caller's to ask for. */
  due(manager: EntityManager, moment: Date, limit = 1_000): Promise<DueKey[]> {
    return repository.dueBy(manager, moment, limit);
  }

  /**
   * Destroys the living key of an owner, or the keys of these ids.
   *
   * @returns the ids of the keys that died by this call, for the ledger: none when they were dead before.
   */
  async destroy(manager: EntityManager, target: KeyOwner | string | readonly string[], at: Date): Promise<string[]> {
    const ids = typeof target === 'string' ? [target] : target;
    const destroyed = isIds(ids)
      ? await repository.destroyById(manager, ids, at)
      : await repository.destroyByOwner(manager, ids, at);
    this.#cache.bury(destroyed, this.clock.now());
    return destroyed;
  }

  /**
   * At start-up: destroys again what the ledger calls destroyed, since a restored back-up brings keys back.
   *
   * @returns the ids that had come back to life.
   */
  async redestroy(manager: EntityManager, keyIds: readonly string[]): Promise<string[]> {
    const revived: string[] = [];
    for (let start = 0; start < keyIds.length; start += 10_000) {
      const ids = keyIds.slice(start, start + 10_000);
      revived.push(...(await this.destroy(manager, ids, this.clock.now())));
      this.#cache.bury(ids, this.clock.now());
    }
    return revived;
  }

  /** Wraps every living key under the newest key-encryption key. Run it in a transaction; run it again at any time. */
  rotate(manager: EntityManager): Promise<Rotation> {
    return rotateKeys(manager, this.ring);
  }

  /** How many living keys lie under which key-encryption key, and whether that one is at hand: for start-up and desk. */
  wrappings(manager: EntityManager): Promise<Wrapping[]> {
    return wrappings(manager, this.ring);
  }

  #unwrapped(row: WrappedKey): DataKey {
    const key = this.ring.unwrap(row);
    this.#cache.put(key, this.clock.now());
    return key;
  }
}

function isIds(target: KeyOwner | readonly string[]): target is readonly string[] {
  return Array.isArray(target);
}
