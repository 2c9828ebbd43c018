import { ENDED, STATES, type State } from '../../requests/journey-table.js';
import type { Cursor, Order } from './cursor.js';
import type { Due, Flag, QueueFilter, Sort } from './list-query.dto.js';

/** What narrows a list, with the caller's scope already in it. */
export interface ListRequest extends Omit<QueueFilter, 'controller' | 'assigned' | 'sort' | 'order'> {
  /** Ids of the controllers whose requests are looked through: the caller's, or the one of them she named. */
  controllers: readonly string[];
  /** Id of a member of staff. */
  assigned?: string;
  /** Only these cases: what a search has found. */
  cases?: readonly string[];
  /** Today in each controller's zone is computed from this. */
  now: Date;
}

/** The indexed expressions; see the migration DeskQueue. */
const KEYS: Record<Sort, { key: string; number: string; from: (parameter: string) => string }> = {
  due: {
    key: `coalesce(l.due_on, '9999-12-31'::date)`,
    number: `l.key - '2000-01-01'::date`,
    from: (parameter) => `'2000-01-01'::date + least(${parameter}::numeric, 3000000)::int`,
  },
  received: moment('l.received_at'),
  changed: moment('coalesce(l.moved_at, l.received_at)'),
};

function moment(key: string): (typeof KEYS)[Sort] {
  return {
    key,
    number: `(extract(epoch FROM l.key) * 1000000)::bigint`,
    from: (parameter) =>
      `'epoch'::timestamptz + least(${parameter}::numeric, 253402300799000000)::float8 * interval '1 microsecond'`,
  };
}

const TODAY = `($2::timestamptz AT TIME ZONE s.zone)::date`;

const DUE_WITHIN: Record<Due, string> = {
  late: `< ${TODAY}`,
  soon: `BETWEEN ${TODAY} AND ${TODAY} + 2`,
  week: `BETWEEN ${TODAY} AND ${TODAY} + 6`,
};

const FLAGGED: Record<Flag, string> = {
  held: 'l.held AND NOT l.ended',
  errand: 'l.errands > 0',
  unassigned: 'l.assigned_to IS NULL AND NOT l.ended',
  test: 'l.test_person',
};

/** Few lines have these, and an index of their own: they are not looked for state by state. */
const RARE: readonly Flag[] = ['held', 'errand'];

const OPEN: readonly State[] = STATES.filter((state) => !ENDED.includes(state));

/**
 * A page of the list as SQL. For each controller and state a stream is read from an index in the order wanted, no more
 * lines than the page holds, and the streams are merged: what a page costs depends on the page, not on the number of
 * requests. Parameters are values; the text is made of constants alone.
 */
export function listSql(
  request: ListRequest,
  { sort, order }: Order,
  after: Cursor | null,
  limit: number,
): { sql: string; parameters: unknown[] } {
  const parameters: unknown[] = [request.controllers, request.now];
  const value = (one: unknown): string => `$${parameters.push(one)}`;
  const { key, number, from } = KEYS[sort];
  const rare =
    request.cases !== undefined || request.assigned !== undefined || (request.flag && RARE.includes(request.flag));
  const open = request.open === true || request.due !== undefined;
  const states = request.state ? [request.state] : open ? OPEN : STATES;
  const conditions = [
    'l.controller_id = s.controller_id',
    ...(rare ? [] : ['l.state = s.state']),
    ...(rare && request.state ? [`l.state = ${value(request.state)}`] : []),
    ...(rare && open ? ['NOT l.ended'] : []),
    ...(request.right ? [`l."right" = ${value(request.right)}`] : []),
    ...(request.law ? [`split_part(l.law, '@', 1) = ${value(request.law)}`] : []),
    ...(request.due
      ? [
          `l.first_answered_at IS NULL AND NOT l.ended AND coalesce(l.due_on, '9999-12-31'::date) ${DUE_WITHIN[request.due]}`,
        ]
      : []),
    ...(request.flag ? [FLAGGED[request.flag]] : []),
    ...(request.assigned ? [`l.assigned_to = ${value(request.assigned)}`] : []),
    ...(request.cases
      ? [`l.request_id IN (SELECT id FROM request WHERE case_id = ANY(${value(request.cases)}::uuid[]))`]
      : []),
    ...(after
      ? [`(${key}, l.request_id) ${order === 'asc' ? '>' : '<'} (${from(value(after.key))}, ${value(after.id)}::uuid)`]
      : []),
  ];
  const streams = `SELECT k.id AS controller_id, k.slug, k.zone${rare ? '' : ', state.name AS state'} FROM controller k
    ${rare ? '' : `CROSS JOIN unnest(${value(states)}::text[]) AS state (name)`} WHERE k.id = ANY($1::uuid[])`;
  const ordered = (by: string): string => `ORDER BY ${by} ${order}, l.request_id ${order} LIMIT ${value(limit)}::int`;
  const sql = `
    SELECT l.request_id AS id, l.case_id AS "caseId", l.reference, l.slug AS controller, l."right", l.state, l.law,
           l.received_at AS "receivedAt", l.due_on::text AS "dueOn", l.due_on - l.today AS "daysLeft",
           NOT l.ended AND l.first_answered_at IS NULL AND coalesce(l.due_on < l.today, false) AS late,
           l.first_answered_at AS "firstAnsweredAt", coalesce(l.moved_at, l.received_at) AS "changedAt", l.ended, l.held, l.errands,
           l.test_person AS "testPerson", ${number} AS key,
           CASE WHEN staff.id IS NOT NULL THEN json_build_object('id', staff.id, 'name', staff.name) END AS "assignedTo"
    FROM (
      SELECT l.*, s.slug, ${TODAY} AS today FROM (${streams}) AS s CROSS JOIN LATERAL (
        SELECT l.*, ${key} AS key FROM request_line l WHERE ${conditions.join(' AND ')} ${ordered(key)}) AS l
      ${ordered('l.key')}) AS l
    LEFT JOIN staff ON staff.id = l.assigned_to
    ORDER BY l.key ${order}, l.request_id ${order}`;
  return { sql, parameters };
}
