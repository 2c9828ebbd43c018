import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { COUNTS } from '../../requests/counting/facets.js';
import { ENDED, type State } from '../../requests/journey-table.js';
import type { NamedCount, QueueCounts } from './queue.dto.js';

interface Row {
  facet: string;
  name: string;
  lines: number;
}

/** Numbers for the side bar, from the sums that are kept with the lines: some hundred rows, however many requests. */
@Injectable()
export class CountsRepository {
  async of(manager: EntityManager, controllers: readonly string[], staffId: string, now: Date): Promise<QueueCounts> {
    const rows: Row[] = await manager.query(
      `SELECT c.facet, CASE c.facet WHEN 'due' THEN CASE
                WHEN c.name = 'none' THEN 'none' WHEN c.name < k.today::text THEN 'late'
                WHEN c.name <= (k.today + 2)::text THEN 'soon' WHEN c.name <= (k.today + 6)::text THEN 'days' ELSE 'later' END
              WHEN 'assigned' THEN 'me' ELSE c.name END AS name, sum(c.lines)::int AS lines
       FROM ${COUNTS} AS c JOIN (
         SELECT id, slug, ($3::timestamptz AT TIME ZONE zone)::date AS today FROM controller WHERE id = ANY($1::uuid[])) AS k ON k.id = c.controller_id
       WHERE c.facet IN ('state', 'right', 'law', 'due', 'answered', 'flag') OR (c.facet = 'assigned' AND c.name = $2)
       GROUP BY 1, 2 HAVING sum(c.lines) <> 0`,
      [controllers, staffId, now],
    );
    const open: { slug: string; lines: number }[] = await manager.query(
      `SELECT k.slug, sum(c.lines)::int AS lines FROM ${COUNTS} AS c JOIN controller k ON k.id = c.controller_id
       WHERE k.id = ANY($1::uuid[]) AND c.facet = 'state' AND c.name <> ALL($2::text[]) GROUP BY 1 HAVING sum(c.lines) <> 0 ORDER BY 1`,
      [controllers, ENDED],
    );
    const all = (facet: string): NamedCount[] =>
      rows
        .filter((row) => row.facet === facet)
        .map(({ name, lines }) => ({ name, count: lines }))
        .sort((a, b) => (a.name < b.name ? -1 : 1));
    const one = (facet: string, name: string): number => all(facet).find((count) => count.name === name)?.count ?? 0;
    const states = all('state');
    const soon = one('due', 'soon');
    return {
      open: sum(states.filter(({ name }) => !ENDED.includes(name as State))),
      late: one('due', 'late'),
      soon,
      week: soon + one('due', 'days'),
      held: one('flag', 'held'),
      errand: one('flag', 'errand'),
      unassigned: one('flag', 'unassigned'),
      mine: one('assigned', 'me'),
      answered: one('answered', 'yes'),
      states,
      rights: all('right'),
      laws: all('law'),
      controllers: open.map(({ slug, lines }) => ({ name: slug, count: lines })),
    };
  }
}

const sum = (counts: readonly NamedCount[]): number => counts.reduce((total, { count }) => total + count, 0);
