import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { COUNTS, TIMES } from '../../requests/counting/facets.js';
import type { DayFigure } from './figures.dto.js';

export interface CountRow {
  facet: string;
  name: string;
  lines: number;
}

export interface TimeRow {
  kind: 'stage' | 'answer' | 'end' | 'system';
  name: string;
  step: number;
  times: number;
}

export interface Period {
  controllers: readonly string[];
  /** Legal days, both included. */
  from: string;
  to: string;
}

const OURS = `controller_id = ANY($1::uuid[])`;

/** Figures from the sums that are kept with the lines: what they cost does not depend on how many requests there were. */
@Injectable()
export class FiguresRepository {
  /** Counts of what is open now; dates become `late`, `week`, `later`, `none`, receipts days since. */
  now(manager: EntityManager, controllers: readonly string[], now: Date): Promise<CountRow[]> {
    return manager.query(
      `SELECT c.facet, CASE
                WHEN c.facet = 'due' THEN CASE WHEN c.name = 'none' THEN 'none' WHEN c.name < k.today::text THEN 'late'
                  WHEN c.name <= (k.today + 6)::text THEN 'week' ELSE 'later' END
                WHEN c.facet = 'age' THEN (k.today - c.name::date)::text ELSE c.name END AS name, sum(c.lines)::int AS lines
       FROM ${COUNTS} AS c JOIN (
         SELECT id, ($2::timestamptz AT TIME ZONE zone)::date AS today FROM controller WHERE id = ANY($1::uuid[])) AS k ON k.id = c.controller_id
       WHERE c.facet IN ('state', 'right', 'due', 'answered', 'age', 'flag') GROUP BY 1, 2 HAVING sum(c.lines) <> 0 ORDER BY 1, 2`,
      [controllers, now],
    );
  }

  times(manager: EntityManager, { controllers, from, to }: Period): Promise<TimeRow[]> {
    return manager.query(
      `SELECT kind, name, step, sum(times)::int AS times FROM ${TIMES} AS t
       WHERE ${OURS} AND on_day BETWEEN $2::date AND $3::date GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
      [controllers, from, to],
    );
  }

  days(manager: EntityManager, { controllers, from, to }: Period): Promise<DayFigure[]> {
    return manager.query(
      `SELECT day::date::text AS day, coalesce(r.lines, 0) AS received, coalesce(t.answers, 0) AS "firstAnswers", coalesce(t.ends, 0) AS ended
       FROM generate_series($2::date, $3::date, interval '1 day') AS day
       LEFT JOIN (SELECT name, sum(lines)::int AS lines FROM ${COUNTS} AS c
                  WHERE ${OURS} AND facet = 'received' AND name BETWEEN $2::date::text AND $3::date::text GROUP BY 1) AS r ON r.name = day::date::text
       LEFT JOIN (SELECT on_day, coalesce(sum(times) FILTER (WHERE kind = 'answer'), 0)::int AS answers,
                         coalesce(sum(times) FILTER (WHERE kind = 'end'), 0)::int AS ends FROM ${TIMES} AS t
                  WHERE ${OURS} AND kind IN ('answer', 'end') AND on_day BETWEEN $2::date AND $3::date GROUP BY 1) AS t ON t.on_day = day::date
       ORDER BY 1`,
      [controllers, from, to],
    );
  }

  /** Open errands by system. */
  waiting(manager: EntityManager, controllers: readonly string[]): Promise<{ name: string; count: number }[]> {
    return manager.query(
      `SELECT coalesce(system, '-') AS name, count(*)::int AS count FROM errand
       WHERE ${OURS} AND settled_at IS NULL GROUP BY 1 ORDER BY 1`,
      [controllers],
    );
  }
}
