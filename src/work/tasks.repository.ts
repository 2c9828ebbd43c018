import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { ReasonCode } from '../ledger/reasons.js';
import { insertWakes, type Wake, wakeParameters } from '../platform/queues/outbox.js';
import { ENDED } from '../requests/journey-table.js';
import { signals, type Signal } from '../requests/signals.js';
import type { ClaimedTask, TaskResult } from './claimed-task.js';
import type { Action, TaskState } from './task.entity.js';
import { WorkTimes } from './work-times.js';

/** A task that has cost its worker its life so often is worked alone, so that it takes nobody along. */
const SUSPECT_AFTER = 3;
const LEASE_EXPIRED = 'lease-expired';
/** Code of a task whose system has taken the call and owes the answer. */
const ANSWERS_LATER: ReasonCode = 'answers-later';

/** Columns of a claimed task, as its callers know them. */
const CLAIMED = `t.id, t.order_id AS "orderId", t.request_id AS "requestId", r.ledger_id AS "requestLedgerId",
  t.case_id AS "caseId", c.ledger_id AS "caseLedgerId", t.controller_id AS "controllerId", k.slug AS controller,
  r."right", r.law, t.system, t.map_id AS "mapId", t.action, t.round, t.attempts, t.fence, t.row_set AS "rowSet",
  t.intended_at AS "intendedAt", t.deadline::text AS deadline, t.batch, t.waits_since AS "waitsSince", t.answers`;

/** Requests that have ended are passed over, and for an erasure those whose case is held. */
const MAY_BE_WORKED = `(r.state <> ALL($4::text[]) OR t.intended_at IS NOT NULL)
           AND ($2 <> 'erase' OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.case_id = t.case_id AND h.lifted_at IS NULL))`;

export interface NewWorkOrder {
  id: string;
  requestId: string;
  caseId: string;
  controllerId: string;
  action: Action;
  round: number;
  signal: Signal;
  deadline: string;
  createdAt: Date;
}

export interface NewTask {
  id: string;
  system: string;
  mapId: string;
  rowSet: string | null;
}

/** The engine's hot statements: claims, leases and joins, each set-based and fenced. */
@Injectable()
export class TasksRepository {
  constructor(private readonly times: WorkTimes) {}

  /** Writes an order with its tasks and the wakes of their lanes: the fan-out is one statement. */
  async place(
    manager: EntityManager,
    order: NewWorkOrder,
    tasks: readonly NewTask[],
    wakes: readonly Wake[],
  ): Promise<void> {
    await manager.query(
      `WITH placed AS (
         INSERT INTO work_order (id, request_id, action, round, open, signal, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)),
       added AS (
         INSERT INTO task (id, order_id, request_id, case_id, controller_id, system, map_id, action, round, state, due_at, deadline, row_set)
         SELECT id, $1, $2, $8, $9, system, map_id, $3, $4, 'ready', now(), $10, row_set
         FROM unnest($11::uuid[], $12::text[], $13::uuid[], $14::uuid[]) AS n (id, system, map_id, row_set))
       ${insertWakes(15)}`,
      [
        order.id,
        order.requestId,
        order.action,
        order.round,
        tasks.length,
        order.signal,
        order.createdAt,
        order.caseId,
        order.controllerId,
        order.deadline,
        tasks.map((task) => task.id),
        tasks.map((task) => task.system),
        tasks.map((task) => task.mapId),
        tasks.map((task) => task.rowSet),
        ...wakeParameters(wakes),
      ],
    );
  }

  /**
   * Claims up to `limit` tasks of a lane that may be done together: same controller and map version, and never apart from
   * those with which their system has taken them in one call. Earliest deadline first. A task whose workers went silent
   * again and again comes alone.
   */
  async claim(manager: EntityManager, system: string, action: Action, limit: number): Promise<ClaimedTask[]> {
    const [rows]: [ClaimedTask[]] = await manager.query(
      `WITH due AS (
         SELECT t.id, t.controller_id, t.map_id, t.deadline, t.batch, coalesce(t.code = $6 AND t.attempts >= $7, false) AS suspect
         FROM task t JOIN request r ON r.id = t.request_id
         WHERE t.system = $1 AND t.action = $2 AND t.state = 'ready' AND t.due_at <= now()
           AND ${MAY_BE_WORKED}
         ORDER BY t.deadline, t.id LIMIT $3 FOR UPDATE OF t SKIP LOCKED),
       first AS (SELECT * FROM due ORDER BY deadline, id LIMIT 1)
       UPDATE task t SET state = 'leased', lease_until = now() + make_interval(secs => $5), fence = t.fence + 1, attempts = t.attempts + 1
       FROM due d, first f, request r, subject_case c, controller k
       WHERE t.id = d.id AND d.controller_id = f.controller_id AND d.map_id = f.map_id
         AND d.batch IS NOT DISTINCT FROM f.batch AND CASE WHEN f.suspect THEN d.id = f.id ELSE NOT d.suspect END
         AND r.id = t.request_id AND c.id = t.case_id AND k.id = t.controller_id
       RETURNING ${CLAIMED}`,
      [system, action, limit, ENDED, this.times.leaseSeconds, LEASE_EXPIRED, SUSPECT_AFTER],
    );
    const batch = rows[0]?.batch;
    return batch ? [...rows, ...(await this.claimRest(manager, system, action, batch))] : rows;
  }

  /** Those of a batch that are not due yet, or were beyond the limit: the call is repeated with the same input. */
  private async claimRest(
    manager: EntityManager,
    system: string,
    action: Action,
    batch: string,
  ): Promise<ClaimedTask[]> {
    const [rows]: [ClaimedTask[]] = await manager.query(
      `WITH rest AS (
         SELECT t.id FROM task t JOIN request r ON r.id = t.request_id
         WHERE t.batch = $3 AND t.system = $1 AND t.action = $2 AND t.state = 'ready' AND ${MAY_BE_WORKED}
         ORDER BY t.id FOR UPDATE OF t SKIP LOCKED)
       UPDATE task t SET state = 'leased', lease_until = now() + make_interval(secs => $5), fence = t.fence + 1, attempts = t.attempts + 1
       FROM rest, request r, subject_case c, controller k
       WHERE t.id = rest.id AND r.id = t.request_id AND c.id = t.case_id AND k.id = t.controller_id
       RETURNING ${CLAIMED}`,
      [system, action, batch, ENDED, this.times.leaseSeconds],
    );
    return rows;
  }

  /** A sign of life. @returns false when one of the tasks has been taken from us: we were silent for too long. */
  async renew(manager: EntityManager, tasks: readonly ClaimedTask[]): Promise<boolean> {
    const [row]: { lost: boolean }[] = await manager.query(
      `WITH mine AS (SELECT * FROM unnest($1::uuid[], $2::int[]) AS m (id, fence)),
       kept AS (
         UPDATE task t SET lease_until = now() + make_interval(secs => $3)
         FROM mine WHERE t.id = mine.id AND t.fence = mine.fence AND t.state = 'leased')
       SELECT EXISTS (SELECT FROM task t JOIN mine ON t.id = mine.id WHERE t.fence > mine.fence) AS lost`,
      [tasks.map((task) => task.id), tasks.map((task) => task.fence), this.times.leaseSeconds],
    );
    return !row!.lost;
  }

  /**
   * Locks those of the tasks that are still ours: whoever was frozen past its lease finds its fence raised and gets
   * nothing back, so that it writes nothing.
   */
  async stillOurs(manager: EntityManager, tasks: readonly ClaimedTask[]): Promise<ClaimedTask[]> {
    const sorted = tasks.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    // One look-up by key a task, in the order of the keys, whatever the planner thinks of lists: it would else compare
    // each task with each lease. (`task_leased`: a lease has an end; asked by state, the index of all leases is walked.)
    const rows: { id: string }[] = await manager.query(
      `SELECT t.id FROM unnest($1::uuid[], $2::int[]) AS mine (id, fence)
       CROSS JOIN LATERAL (
         SELECT id FROM task WHERE id = mine.id AND fence = mine.fence AND lease_until IS NOT NULL FOR UPDATE) AS t`,
      [sorted.map((task) => task.id), sorted.map((task) => task.fence)],
    );
    const ours = new Set(rows.map((row) => row.id));
    return tasks.filter((task) => ours.has(task.id));
  }

  /** Ends tasks that `stillOurs` has locked, counts the joins, and raises the signal of each order that is complete. */
  async finish(manager: EntityManager, results: readonly TaskResult[]): Promise<void> {
    if (results.length === 0) return;
    await manager.query(
      `WITH mine AS (SELECT * FROM unnest($1::uuid[], $2::jsonb[]) AS m (id, outcome)),
       ended AS (
         UPDATE task t SET state = 'done', lease_until = NULL, code = NULL, outcome = mine.outcome, done_at = now()
         FROM mine WHERE t.id = mine.id RETURNING t.order_id)
       ${joined('ended')}`,
      [results.map(({ task }) => task.id), results.map(({ outcome }) => JSON.stringify(outcome)), signalQueues()],
    );
  }

  /** Takes a task out of the machine's hands; the rest of its order goes on. */
  async park(manager: EntityManager, tasks: readonly ClaimedTask[], code: string): Promise<void> {
    await manager.query(
      `WITH ended AS (
         UPDATE task t SET state = 'parked', lease_until = NULL, code = $2 WHERE t.id = ANY($1::uuid[]) RETURNING t.order_id)
       ${joined('ended')}`,
      [tasks.map((task) => task.id), code, signalQueues()],
    );
  }

  /**
   * Puts tasks back, not before the given moment; waking the lane then is the caller's. Only what failed counts as an
   * attempt: waiting for a system to finish, for a hold to be lifted or for the next process is no reason to give up.
   */
  async later(
    manager: EntityManager,
    tasks: readonly ClaimedTask[],
    dueAt: Date,
    code: string,
    counts: 'failed' | 'waits' = 'waits',
  ): Promise<void> {
    await manager.query(
      `UPDATE task t SET state = 'ready', lease_until = NULL, due_at = $3, code = $4,
         attempts = t.attempts - CASE WHEN $5 THEN 0 ELSE 1 END
       FROM unnest($1::uuid[], $2::int[]) AS mine (id, fence)
       WHERE t.id = mine.id AND t.fence = mine.fence AND t.state = 'leased'`,
      [tasks.map((task) => task.id), tasks.map((task) => task.fence), dueAt, code, counts === 'failed'],
    );
  }

  /**
   * Puts tasks back whose system answers later, to be called again under the same name. No attempt is counted. Where an
   * answer has arrived since the task was claimed, it is due at once.
   *
   * @returns when the first of them is due; null when none was ours any more.
   */
  async wait(
    manager: EntityManager,
    tasks: readonly ClaimedTask[],
    batch: string,
    dueAt: Date,
    now: Date,
  ): Promise<Date | null> {
    const [rows]: [{ dueAt: Date }[]] = await manager.query(
      `UPDATE task t SET state = 'ready', lease_until = NULL, code = $6, attempts = t.attempts - 1, batch = $4,
         due_at = CASE WHEN t.answers > mine.answers THEN now() ELSE $5::timestamptz END,
         waits_since = coalesce(t.waits_since, $7)
       FROM unnest($1::uuid[], $2::int[], $3::int[]) AS mine (id, fence, answers)
       WHERE t.id = mine.id AND t.fence = mine.fence AND t.state = 'leased' RETURNING t.due_at AS "dueAt"`,
      [
        tasks.map((task) => task.id),
        tasks.map((task) => task.fence),
        tasks.map((task) => task.answers),
        batch,
        dueAt,
        ANSWERS_LATER,
        now,
      ],
    );
    return rows.reduce<Date | null>((first, row) => (first && first <= row.dueAt ? first : row.dueAt), null);
  }

  /**
   * An answer has arrived for a task: it is due now, or, if it is being worked at this moment, as soon as it is put back.
   *
   * @returns its lane and where it stands; null for a task that has ended.
   */
  async answered(
    manager: EntityManager,
    taskId: string,
  ): Promise<{ system: string; action: Action; state: TaskState; code: string | null } | null> {
    const [rows]: [{ system: string; action: Action; state: TaskState; code: string | null }[]] = await manager.query(
      `UPDATE task SET answers = answers + 1, due_at = CASE WHEN state = 'ready' THEN now() ELSE due_at END
       WHERE id = $1 AND state IN ('ready', 'leased', 'parked') RETURNING system, action, state, code`,
      [taskId],
    );
    return rows[0] ?? null;
  }

  /**
   * A system has told that it is done with something: the erasures that wait for it are due now. Those of the given cases;
   * where none of these waits, the ones that have waited longest, since one of them it must be.
   *
   * @returns how many are due now, and whether one of the cases' is being worked at this moment.
   */
  async awaken(
    manager: EntityManager,
    system: string,
    caseIds: readonly string[],
    most: number,
  ): Promise<{ woken: number; busy: boolean }> {
    const [rows]: [{ id: string }[]] = await manager.query(
      `WITH waiting AS (
         SELECT id, case_id, due_at FROM task
         WHERE system = $1 AND action = 'erase' AND state = 'ready' AND intended_at IS NOT NULL AND due_at > now()),
       hers AS (SELECT id FROM waiting WHERE case_id = ANY ($2::uuid[])),
       chosen AS (
         SELECT id FROM hers UNION ALL
         (SELECT id FROM waiting WHERE NOT EXISTS (SELECT FROM hers) ORDER BY due_at, id LIMIT $3))
       UPDATE task t SET due_at = now()
       WHERE t.id IN (SELECT t.id FROM task t JOIN chosen c ON c.id = t.id ORDER BY t.id FOR UPDATE OF t SKIP LOCKED)
       RETURNING t.id`,
      [system, caseIds, most],
    );
    const busy: unknown[] = await manager.query(
      `SELECT 1 FROM task WHERE system = $1 AND action = 'erase' AND state = 'leased' AND case_id = ANY ($2::uuid[]) LIMIT 1`,
      [system, caseIds],
    );
    return { woken: rows.length, busy: busy.length > 0 };
  }

  /** Puts a parked task back to work. @returns its lane, or null when it was not parked. */
  async unpark(manager: EntityManager, taskId: string): Promise<{ system: string; action: Action } | null> {
    const [rows]: [{ system: string; action: Action; orderId: string }[]] = await manager.query(
      `UPDATE task SET state = 'ready', attempts = 0, due_at = now(), code = NULL, waits_since = NULL, batch = NULL,
         retries = retries + 1
       WHERE id = $1 AND state = 'parked' RETURNING system, action, order_id AS "orderId"`,
      [taskId],
    );
    if (!rows[0]) return null;
    await manager.query(`UPDATE work_order SET open = open + 1 WHERE id = $1`, [rows[0].orderId]);
    return rows[0];
  }

  /** A parked task was settled by a person in another way than by running it. @returns its action; null if it was not parked. */
  async settleByHand(manager: EntityManager, taskId: string, outcome: Record<string, unknown>): Promise<Action | null> {
    const [rows]: [{ action: Action }[]] = await manager.query(
      `UPDATE task SET state = 'done', outcome = $2, done_at = now() WHERE id = $1 AND state = 'parked' RETURNING action`,
      [taskId, JSON.stringify(outcome)],
    );
    return rows[0]?.action ?? null;
  }

  /** Cancels what has not begun to destroy. Tasks with an intent go on: what is half done is finished. */
  async cancel(manager: EntityManager, requestId: string): Promise<void> {
    await manager.query(
      `WITH ended AS (
         UPDATE task t SET state = 'cancelled', lease_until = NULL, fence = fence + 1, done_at = now()
         WHERE t.request_id = $1 AND t.state IN ('ready', 'leased') AND t.intended_at IS NULL RETURNING t.order_id)
       UPDATE work_order w SET open = w.open - n.tasks
       FROM (SELECT order_id, count(*)::int AS tasks FROM ended GROUP BY order_id) n WHERE w.id = n.order_id`,
      [requestId],
    );
  }

  /**
   * Tasks whose worker has gone silent become ready again, and it may not write about them any more. Rows that it holds
   * locked (it was frozen inside a transaction) are left to the server's own timeout and keep nobody else waiting.
   *
   * @returns their lanes.
   */
  async releaseExpired(manager: EntityManager): Promise<{ system: string; action: Action }[]> {
    const [rows]: [{ system: string; action: Action }[]] = await manager.query(
      `UPDATE task SET state = 'ready', lease_until = NULL, due_at = now(), fence = fence + 1, code = $1
       WHERE id IN (SELECT id FROM task WHERE state = 'leased' AND lease_until < now() FOR UPDATE SKIP LOCKED)
       RETURNING system, action`,
      [LEASE_EXPIRED],
    );
    return rows;
  }
}

/**
 * Counts ended tasks off their orders and raises the signals of those that are complete. `$3` maps signals to queues.
 * Orders are locked in the order of their ids: the lanes of two systems end batches of the same orders at once.
 */
function joined(ended: string): string {
  return `, counted AS (SELECT order_id, count(*)::int AS tasks FROM ${ended} GROUP BY order_id),
       locked AS (SELECT id FROM work_order WHERE id IN (SELECT order_id FROM counted) ORDER BY id FOR UPDATE),
       complete AS (
         UPDATE work_order w SET open = w.open - n.tasks FROM locked l JOIN counted n ON n.order_id = l.id WHERE w.id = l.id
         RETURNING w.request_id, w.signal, w.open)
       INSERT INTO outbox (queue, signal, subject, priority, due_at)
       SELECT $3::jsonb ->> signal, signal, request_id::text, 1, now() FROM complete WHERE open = 0`;
}

function signalQueues(): string {
  return JSON.stringify(
    Object.fromEntries(Object.entries(signals).map(([name, { queue }]) => [name as Signal, queue])),
  );
}
