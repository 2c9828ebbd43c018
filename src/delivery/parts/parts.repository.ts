import type { EntityManager } from 'typeorm';
import { Part } from './part.entity.js';
import type { WrittenPart } from './part-writer.js';

export interface PartsOf {
  requestId: string;
  caseId: string;
  system: string;
  collection: string;
}

/**
 * Makes the given parts those of the collection, whatever was collected before: collecting again replaces, it never
 * adds (invariant 5).
 *
 * @returns files no longer needed; remove them from the vault after the commit.
 */
export async function replaceParts(
  manager: EntityManager,
  of: PartsOf,
  parts: readonly WrittenPart[],
  createdAt: Date,
): Promise<string[]> {
  const { requestId, system, collection } = of;
  const former = await manager.find(Part, {
    where: { requestId, system, collection },
    lock: { mode: 'pessimistic_write' },
  });
  const kept = new Set(parts.map(({ id }) => id));
  const replaced = former.filter(({ id }) => !kept.has(id));
  if (former.length > 0) await manager.delete(Part, { requestId, system, collection });
  if (parts.length > 0)
    await manager.insert(
      Part,
      parts.map((part) => ({ ...of, ...part, createdAt })),
    );
  return replaced.map(({ file }) => file);
}

/** All parts of a request, in the order in which a package shows them. */
export function partsOf(manager: EntityManager, requestId: string): Promise<Part[]> {
  return manager.find(Part, { where: { requestId }, order: { system: 'ASC', collection: 'ASC', ordinal: 'ASC' } });
}
