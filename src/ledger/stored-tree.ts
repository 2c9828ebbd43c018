import type { EntityManager } from 'typeorm';
import { LedgerCorrupt } from './refusals.js';
import { EMPTY_ROOT } from './tree/hashing.js';
import type { LeafRange } from './tree/proofs.js';
import { foldSubtrees, perfectSubtrees, type PerfectSubtree, splitHashes } from './tree/range-root.js';
import { RightEdge, rootOf } from './tree/right-edge.js';

/** Subtrees of 2^8, 2^16, … leaves are kept. */
export const TILE_HEIGHT = 8;
export const TILE_WIDTH = 2 ** TILE_HEIGHT;

/** Number of leaves in the log. */
export async function storedSize(manager: EntityManager): Promise<number> {
  const [row] = await manager.query<{ size: string }[]>(
    `SELECT coalesce(max(leaf_index) + 1, 0) AS size FROM ledger_leaf`,
  );
  return Number(row?.size ?? 0);
}

/** The root of the log at a size, from stored hashes: reads a few hundred of them. */
export async function storedRoot(manager: EntityManager, size: number): Promise<Buffer> {
  return size === 0 ? EMPTY_ROOT : storedRangeRoot(manager, { start: 0, end: size });
}

/** The right edge of the log at a size, from stored hashes. */
export async function storedRightEdge(manager: EntityManager, size: number): Promise<RightEdge> {
  const edge = new RightEdge();
  for (const part of perfectSubtrees({ start: 0, end: size })) {
    edge.pushSubtree(await subtreeRoot(manager, part), part.size);
  }
  return edge;
}

/** The root over a range as proofs name it, from stored hashes. */
export async function storedRangeRoot(manager: EntityManager, range: LeafRange): Promise<Buffer> {
  const hashes: Buffer[] = [];
  for (const part of perfectSubtrees(range)) hashes.push(await subtreeRoot(manager, part));
  return foldSubtrees(hashes);
}

async function subtreeRoot(manager: EntityManager, { start, size }: PerfectSubtree): Promise<Buffer> {
  let [level, width] = [0, 1];
  while (width * TILE_WIDTH <= size) [level, width] = [level + TILE_HEIGHT, width * TILE_WIDTH];
  return rootOf(await storedHashes(manager, level, start / width, (start + size) / width));
}

/**
 * Stored hashes `from` to `to - 1` of a level; level 0 are the leaves.
 *
 * @throws LedgerCorrupt when one is missing.
 */
export async function storedHashes(manager: EntityManager, level: number, from: number, to: number): Promise<Buffer[]> {
  if (from === to) return [];
  const [row] = await manager.query<{ hashes: Buffer | null }[]>(
    level === 0
      ? `SELECT string_agg(hash, ''::bytea ORDER BY leaf_index) AS hashes
         FROM ledger_leaf WHERE leaf_index >= $1 AND leaf_index < $2`
      : `SELECT string_agg(hash, ''::bytea ORDER BY node_index) AS hashes
         FROM ledger_node WHERE node_index >= $1 AND node_index < $2 AND level = $3`,
    level === 0 ? [from, to] : [from, to, level],
  );
  const hashes = splitHashes(row?.hashes ?? Buffer.alloc(0));
  if (hashes.length !== to - from) {
    throw new LedgerCorrupt(
      `Of the hashes ${from} to ${to - 1} at level ${level}, ${to - from - hashes.length} are missing.`,
    );
  }
  return hashes;
}
