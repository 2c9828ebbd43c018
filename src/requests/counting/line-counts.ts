import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { COUNTS, FACETS, TRUE_COUNTS } from './facets.js';

/** Rows added up in one transaction. */
const BATCH = 20_000;

const ALONE = `SELECT pg_try_advisory_xact_lock(hashtext('habeas.desk.counts')) AS alone`;

const ADD_COUNTS = `
  WITH taken AS (
    DELETE FROM desk_change WHERE id IN (SELECT id FROM desk_change ORDER BY id LIMIT $1) RETURNING *
  ), added AS (
    INSERT INTO desk_count AS d (controller_id, facet, name, lines)
    SELECT c.controller_id, f.facet, f.name, sum(c.lines) FROM taken c ${FACETS}
    WHERE f.name IS NOT NULL GROUP BY 1, 2, 3 HAVING sum(c.lines) <> 0
    ON CONFLICT (controller_id, facet, name) DO UPDATE SET lines = d.lines + excluded.lines
  )
  SELECT count(*)::int AS taken FROM taken`;

const ADD_TIMES = `
  WITH taken AS (
    DELETE FROM desk_time_change WHERE id IN (SELECT id FROM desk_time_change ORDER BY id LIMIT $1) RETURNING *
  ), added AS (
    INSERT INTO desk_time AS d (controller_id, kind, on_day, name, step, times)
    SELECT controller_id, kind, on_day, name, step, sum(times) FROM taken GROUP BY 1, 2, 3, 4, 5
    ON CONFLICT (controller_id, kind, on_day, name, step) DO UPDATE SET times = d.times + excluded.times
  )
  SELECT count(*)::int AS taken FROM taken`;

/**
 * Counts of the desk. Whoever changes a line only adds a row (`desk_change`), so that nobody waits for a counter; this
 * adds them up. Both are read together: the counts are exact at every moment, also while nothing adds up.
 */
@Injectable()
export class LineCounts {
  constructor(@InjectDataSource() private readonly source: DataSource) {}

  /** Adds up what has gathered; any number of processes may. @returns how many rows were taken. */
  async addUp(): Promise<number> {
    let all = 0;
    for (;;) {
      const taken = await this.source.transaction(async (tx) => {
        if (!(await isAlone(tx))) return 0;
        const [counts]: { taken: number }[] = await tx.query(ADD_COUNTS, [BATCH]);
        const [times]: { taken: number }[] = await tx.query(ADD_TIMES, [BATCH]);
        await tx.query(`DELETE FROM desk_count WHERE lines = 0`);
        return Math.max(counts!.taken, times!.taken);
      });
      all += taken;
      if (taken < BATCH) return all;
    }
  }

  /**
   * Compares the counts with the lines, in one snapshot, and adds what is missing.
   *
   * @returns how many counts were wrong: always 0 unless somebody edited tables by hand.
   */
  async reconcile(): Promise<number> {
    return this.source.transaction('REPEATABLE READ', async (tx) => {
      if (!(await isAlone(tx))) return 0;
      const wrong: unknown[] = await tx.query(
        `INSERT INTO desk_count AS d (controller_id, facet, name, lines)
         SELECT controller_id, facet, name, sum(lines) FROM (
           SELECT controller_id, facet, name, lines FROM ${TRUE_COUNTS} AS truth
           UNION ALL SELECT controller_id, facet, name, -lines FROM ${COUNTS} AS counted) AS difference
         GROUP BY 1, 2, 3 HAVING sum(lines) <> 0
         ON CONFLICT (controller_id, facet, name) DO UPDATE SET lines = d.lines + excluded.lines RETURNING name`,
      );
      return wrong.length;
    });
  }
}

async function isAlone(tx: EntityManager): Promise<boolean> {
  const [row]: { alone: boolean }[] = await tx.query(ALONE);
  return row!.alone;
}
