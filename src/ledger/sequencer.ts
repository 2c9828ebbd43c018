import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { leafBody, leafHashSql } from './leaf-body.js';
import { LedgerBehindCheckpoint, LedgerCorrupt } from './refusals.js';
import { storedHashes, TILE_HEIGHT, TILE_WIDTH } from './stored-tree.js';
import { splitHashes } from './tree/range-root.js';
import { rootOf } from './tree/right-edge.js';

export interface Sequenced {
  /** False when another process is at it. */
  leader: boolean;
  leaves: number;
}

/** Entries a transaction gives their place. */
const BATCH = 5_000;

/**
 * Takes what is pending, writes the leaves and strikes them off in one statement. PostgreSQL's snapshot makes an entry
 * visible together with its pending line, so one that commits late is simply taken later; there is no cursor.
 */
const SEQUENCE = `
  WITH log AS (
    SELECT (SELECT coalesce(max(leaf_index) + 1, 0) FROM ledger_leaf) AS size,
           (SELECT coalesce(max(size), 0) FROM ledger_checkpoint) AS signed
  ), taken AS (
    DELETE FROM ledger_pending
    WHERE entry_id IN (SELECT entry_id FROM ledger_pending ORDER BY entry_id LIMIT $1)
    RETURNING entry_id
  ), placed AS (
    SELECT entry.*, log.size + row_number() OVER (ORDER BY entry.recorded_at, entry.id) - 1 AS place
    FROM taken JOIN ledger_entry entry ON entry.id = taken.entry_id CROSS JOIN log
    WHERE log.size >= log.signed
  ), worded AS (
    SELECT entry.id, entry.place, ${leafBody('entry.place')} AS body FROM placed entry
  ), written AS (
    INSERT INTO ledger_leaf (leaf_index, entry_id, body, hash)
    SELECT place, id, body, ${leafHashSql('body')} FROM worded
    RETURNING leaf_index, hash
  )
  SELECT log.size AS start, log.signed AS signed,
         (SELECT count(*)::int FROM taken) AS taken,
         (SELECT count(*)::int FROM written) AS leaves,
         (SELECT string_agg(hash, ''::bytea ORDER BY leaf_index) FROM written) AS hashes
  FROM log`;

interface Batch {
  start: string;
  signed: string;
  taken: number;
  leaves: number;
  hashes: Buffer | null;
}

/** Gives committed entries their place in the log. Any number of processes may run it; one leads at a time. */
@Injectable()
export class Sequencer {
  constructor(@InjectDataSource() private readonly source: DataSource) {}

  /**
   * One batch, in one transaction.
   *
   * @throws LedgerBehindCheckpoint when leaves are missing that were signed; LedgerCorrupt when a pending entry is gone.
   */
  sequenceOnce(limit: number = BATCH): Promise<Sequenced> {
    return this.source.transaction(async (manager) => {
      // Of the transaction and not of the session: it is given back with the commit, whatever becomes of the process.
      const [lock] = await manager.query<{ leader: boolean }[]>(
        `SELECT pg_try_advisory_xact_lock(hashtext('habeas.ledger.sequencer')) AS leader`,
      );
      if (!lock?.leader) return { leader: false, leaves: 0 };
      const [batch] = await manager.query<Batch[]>(SEQUENCE, [limit]);
      if (!batch || batch.taken === 0) return { leader: true, leaves: 0 };
      const start = Number(batch.start);
      if (start < Number(batch.signed)) throw new LedgerBehindCheckpoint(start, Number(batch.signed));
      if (batch.leaves !== batch.taken) {
        throw new LedgerCorrupt(`${batch.taken - batch.leaves} pending entries are gone.`);
      }
      await this.writeNodes(manager, start, splitHashes(batch.hashes ?? Buffer.alloc(0)));
      return { leader: true, leaves: batch.leaves };
    });
  }

  /** Batches until nothing is pending or another process leads. */
  async drain(): Promise<number> {
    let leaves = 0;
    for (;;) {
      const batch = await this.sequenceOnce();
      leaves += batch.leaves;
      if (batch.leaves < BATCH) return leaves;
    }
  }

  /** The subtrees of 256, 65 536, … that these leaves have completed. */
  private async writeNodes(manager: EntityManager, start: number, leaves: Buffer[]): Promise<void> {
    let [level, from, fresh] = [0, start, leaves];
    while (Math.floor((from + fresh.length) / TILE_WIDTH) > Math.floor(from / TILE_WIDTH)) {
      const first = Math.floor(from / TILE_WIDTH);
      const all = [...(await storedHashes(manager, level, first * TILE_WIDTH, from)), ...fresh];
      const full = Math.floor(all.length / TILE_WIDTH);
      const nodes = Array.from({ length: full }, (_, tile) =>
        rootOf(all.slice(tile * TILE_WIDTH, (tile + 1) * TILE_WIDTH)),
      );
      level += TILE_HEIGHT;
      await manager.query(
        `INSERT INTO ledger_node (level, node_index, hash)
         SELECT $1, $2::bigint + place - 1, hash FROM unnest($3::bytea[]) WITH ORDINALITY AS node (hash, place)`,
        [level, first, nodes],
      );
      [from, fresh] = [first, nodes];
    }
  }
}
