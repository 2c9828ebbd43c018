import type { EntityManager } from 'typeorm';
import * as repository from './data-key.repository.js';
import { KeyUnreadable } from './errors.js';
import type { KeyRing, WrappedKey } from './key-ring.js';

const BATCH = 1_000;
const BEFORE_ALL_IDS = '00000000-0000-0000-0000-000000000000';

/** Living keys under one key-encryption key. */
export interface Wrapping {
  kekId: string;
  keys: number;
  /** It wraps new keys. */
  newest: boolean;
  /** It is among the given ones; without it these keys cannot be read. */
  atHand: boolean;
}

export interface Rotation {
  rewrapped: number;
  /** Living keys that still lie under older key-encryption keys: none of those may be destroyed yet. */
  remaining: Wrapping[];
}

/**
 * Wraps living keys under the newest key-encryption key, and never touches a destroyed one (F25: shredded stays dead).
 * Rows are locked while they are worked on, so that a destruction at the same moment comes before or after, not
 * between. A key that cannot be unwrapped is left and reported in `remaining`.
 */
export async function rotateKeys(manager: EntityManager, ring: KeyRing): Promise<Rotation> {
  let rewrapped = 0;
  let after = BEFORE_ALL_IDS;
  for (;;) {
    const batch = await repository.lockOutdated(manager, ring.newest, after, BATCH);
    const last = batch.at(-1);
    if (!last) break;
    const keys = batch.map((row) => rewrap(ring, row)).filter((row) => row !== null);
    await repository.replaceWrappings(manager, keys);
    rewrapped += keys.length;
    after = last.id;
  }
  return { rewrapped, remaining: (await wrappings(manager, ring)).filter(({ newest }) => !newest) };
}

export async function wrappings(manager: EntityManager, ring: KeyRing): Promise<Wrapping[]> {
  const counts = await repository.countByKek(manager);
  return counts.map(({ kekId, keys }) => ({
    kekId,
    keys,
    newest: kekId === ring.newest,
    atHand: ring.ids.includes(kekId),
  }));
}

function rewrap(ring: KeyRing, row: WrappedKey): WrappedKey | null {
  try {
    return ring.rewrap(row);
  } catch (error) {
    if (error instanceof KeyUnreadable) return null;
    throw error;
  }
}
