import type { EntityManager } from 'typeorm';
import { parseCheckpoint } from './notes/checkpoint.js';
import { LedgerBehindCheckpoint, LedgerCorrupt, LedgerForked, type LedgerRefusal } from './refusals.js';
import { storedRoot, storedSize } from './stored-tree.js';

/**
 * Is the log in the database a continuation of a checkpoint that has left the house? Reads a few hundred hashes. A
 * database restored from a back-up fails here, before it grows into a second history.
 *
 * @returns null when it is, else why nothing may be appended.
 */
export async function compareWithOutside(manager: EntityManager, note: string): Promise<LedgerRefusal | null> {
  const outside = parseCheckpoint(note);
  if (!outside) return new LedgerCorrupt('The checkpoint to compare with cannot be read.');
  const size = await storedSize(manager);
  if (size < outside.size) return new LedgerBehindCheckpoint(size, outside.size);
  try {
    const root = await storedRoot(manager, outside.size);
    return root.equals(outside.root) ? null : new LedgerForked(outside.size);
  } catch (error) {
    if (error instanceof LedgerCorrupt) return error;
    throw error;
  }
}
