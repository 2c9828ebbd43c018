import type { EntityManager } from 'typeorm';
import type { DataKey } from '../platform/crypto/data-key.js';
import type { DataKeys } from '../platform/crypto/data-keys.js';

/** The living keys of several cases or erasures, by their id; destroyed ones are left out. */
export async function keysOf(
  keys: DataKeys,
  manager: EntityManager,
  kind: 'case' | 'erasure',
  ids: readonly string[],
): Promise<Map<string, DataKey>> {
  const unique = [...new Set(ids)];
  const found = await keys.ofMany(
    manager,
    unique.map((id) => ({ kind, id })),
  );
  return new Map(unique.flatMap((id, index) => (found[index] ? [[id, found[index]] as const] : [])));
}
