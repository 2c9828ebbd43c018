/**
 * What lines are counted by. All but `state` and `received` speak of open requests alone:
 *
 * - `state`, `right`, `law` (its id, without the version): how many of each
 * - `due`: unanswered ones by their due date (`none` where the law sets no date)
 * - `answered`: those whose first answer has gone out and that go on (`yes`)
 * - `age`: by the legal day of receipt
 * - `flag`: `held`, `errand`, `unassigned`; `assigned`: by the id of a member of staff
 * - `received`: all, by the legal day of receipt
 */
export type Facet = 'state' | 'right' | 'law' | 'due' | 'answered' | 'age' | 'flag' | 'assigned' | 'received';

/** Each row of `c` (columns of `desk_change`) as `f (facet, name)`; a name that is null counts for nothing. */
export const FACETS = `CROSS JOIN LATERAL (VALUES
    ('state', c.state),
    ('right', CASE WHEN NOT c.ended THEN c."right" END),
    ('law', CASE WHEN NOT c.ended THEN split_part(c.law, '@', 1) END),
    ('due', CASE WHEN NOT c.ended AND NOT c.answered THEN coalesce(c.due_on::text, 'none') END),
    ('answered', CASE WHEN NOT c.ended AND c.answered THEN 'yes' END),
    ('age', CASE WHEN NOT c.ended THEN c.received_on::text END),
    ('flag', CASE WHEN NOT c.ended AND c.held THEN 'held' END),
    ('flag', CASE WHEN c.errand THEN 'errand' END),
    ('flag', CASE WHEN NOT c.ended AND c.assigned_to IS NULL THEN 'unassigned' END),
    ('assigned', CASE WHEN NOT c.ended THEN c.assigned_to::text END),
    ('received', c.received_on::text)) AS f (facet, name)`;

/** Counts as they are at this moment: what has been added up, and what has not yet. Columns as `desk_count`. */
export const COUNTS = `(SELECT controller_id, facet, name, lines FROM desk_count
  UNION ALL SELECT c.controller_id, f.facet, f.name, c.lines FROM desk_change c ${FACETS} WHERE f.name IS NOT NULL)`;

/** The same counted from the lines themselves: what the counts are compared with at night. */
export const TRUE_COUNTS = `(SELECT c.controller_id, f.facet, f.name, c.lines FROM (
    SELECT l.controller_id, l.state, l."right", l.law, l.due_on, (l.received_at AT TIME ZONE k.zone)::date AS received_on,
           l.first_answered_at IS NOT NULL AS answered, l.ended, l.held, l.errands > 0 AS errand, l.assigned_to, count(*)::int AS lines
    FROM request_line l JOIN controller k ON k.id = l.controller_id WHERE NOT l.test_person
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11) AS c ${FACETS} WHERE f.name IS NOT NULL)`;

/** Times as they are at this moment. Columns as `desk_time`. */
export const TIMES = `(SELECT controller_id, kind, on_day, name, step, times FROM desk_time
  UNION ALL SELECT controller_id, kind, on_day, name, step, times FROM desk_time_change)`;
