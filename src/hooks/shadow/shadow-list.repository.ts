import type { EntityManager } from 'typeorm';
import type { ShadowCount, ShadowLine } from './shadow-requests.dto.js';
import type { ShadowState } from './shadow-request.entity.js';

const LINE = `s.id, k.slug AS controller, h.name AS source, s.ticket, s.asked_at AS "askedAt", s.due_on::text AS "dueOn", s."right", s.score,
  s.rules, s.rules_version AS "rulesVersion", s.locale, s.state, s.reason, s.decided_at AS "decidedAt", s.request_id AS "requestId"`;
const FROM = `FROM shadow_request s JOIN controller k ON k.id = s.controller_id JOIN hook_source h ON h.id = s.source_id
  WHERE ($1::text[] IS NULL OR k.slug = ANY ($1))`;

/** Shadow requests of these controllers (slugs; all if null), those due first at the top. */
export function shadowLines(
  manager: EntityManager,
  controllers: readonly string[] | null,
  { state, after, limit }: { state: ShadowState; after: string | null; limit: number },
): Promise<ShadowLine[]> {
  return manager.query(
    `SELECT ${LINE} ${FROM} AND s.state = $2
       AND ($3::uuid IS NULL OR (coalesce(s.due_on, 'infinity'), s.id) >
            (SELECT coalesce(due_on, 'infinity'), id FROM shadow_request WHERE id = $3))
     ORDER BY coalesce(s.due_on, 'infinity'), s.id LIMIT $4`,
    [controllers, state, after, limit],
  );
}

export async function shadowLine(
  manager: EntityManager,
  controllers: readonly string[] | null,
  id: string,
): Promise<ShadowLine | null> {
  const [line]: ShadowLine[] = await manager.query(`SELECT ${LINE} ${FROM} AND s.id = $2`, [controllers, id]);
  return line ?? null;
}

/** How many of these controllers' wait, and how many of those would be due within a week. */
export async function shadowCount(
  manager: EntityManager,
  controllers: readonly string[] | null,
  now: Date,
): Promise<ShadowCount> {
  const [count]: ShadowCount[] = await manager.query(
    `SELECT count(*)::int AS open, count(*) FILTER (WHERE s.due_on <= ($2::timestamptz + interval '7 days')::date)::int AS pressing
     ${FROM} AND s.state = 'open'`,
    [controllers, now],
  );
  return count!;
}
