import type { EntityManager } from 'typeorm';
import { TILE_HEIGHT, TILE_WIDTH } from '../stored-tree.js';
import type { PerfectSubtree } from '../tree/range-root.js';
import type { Finding } from './finding.js';

/** Compares the subtrees that are stored for proofs with those computed: they narrow down where a log was changed. */
export class NodeCheck {
  private readonly waiting: { level: number; index: number; hash: Buffer; subtree: PerfectSubtree }[] = [];

  /** Takes note of a subtree that was computed; of those of other sizes nothing is stored. */
  readonly computed = (subtree: PerfectSubtree, hash: Buffer): void => {
    let [level, width] = [TILE_HEIGHT, TILE_WIDTH];
    while (width < subtree.size) [level, width] = [level + TILE_HEIGHT, width * TILE_WIDTH];
    if (width === subtree.size) this.waiting.push({ level, index: subtree.start / width, hash, subtree });
  };

  /** Compares what has been computed since the last call. */
  async compare(manager: EntityManager): Promise<Finding[]> {
    const nodes = this.waiting.splice(0);
    if (nodes.length === 0) return [];
    const rows = await manager.query<{ place: number; same: boolean | null }[]>(
      `SELECT wanted.place::int AS place, stored.hash = wanted.hash AS same
       FROM unnest($1::int[], $2::bigint[], $3::bytea[]) WITH ORDINALITY AS wanted (level, node_index, hash, place)
       LEFT JOIN ledger_node stored ON stored.level = wanted.level AND stored.node_index = wanted.node_index
       WHERE stored.hash IS DISTINCT FROM wanted.hash`,
      [nodes.map((node) => node.level), nodes.map((node) => node.index), nodes.map((node) => node.hash)],
    );
    return rows.flatMap(({ place, same }) => {
      const node = nodes[place - 1];
      if (!node) return [];
      const { start, size } = node.subtree;
      const detail = same === null ? 'The stored node is missing.' : 'The leaves do not have the stored node.';
      return [
        { what: same === null ? 'deleted' : 'rewritten', index: start, through: start + size - 1, detail } as const,
      ];
    });
  }
}

/** Nodes over leaves that are not there: what a cut tail leaves behind. */
export async function surplusNodes(manager: EntityManager): Promise<number> {
  const [row] = await manager.query<{ count: string }[]>(
    `SELECT count(*) FROM ledger_node
     WHERE (node_index + 1) * (1::bigint << level) > (SELECT coalesce(max(leaf_index) + 1, 0) FROM ledger_leaf)`,
  );
  return Number(row?.count ?? 0);
}
