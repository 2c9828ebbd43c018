import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { insertWakes, type Wake, wakeParameters } from '../platform/queues/outbox.js';
import { ENDED } from '../requests/journey-table.js';
import { signals, type Signal } from '../requests/signals.js';
import type { ClaimedTask, TaskResult } from './claimed-task.js';
import type { Action } from './task.entity.js';
import { WorkTimes } from './work-times.js';

/** A task that has cost its worker its life so often is worked alone, so that it takes nobody along. */
const SUSPECT_AFTER = 3;
const LEASE_EXPIRED = 'lease-expired';

/** Columns of a claimed task, as its callers know them. */
const CLAIMED = `t.id, t.order_id AS "orderId", t.request_id AS "requestId", r.ledger_id AS "requestLedgerId",
  t.case_id AS "caseId", c.ledger_id AS "caseLedgerId", t.controller_id AS "controllerId", k.slug AS controller,
  r."right", r.law, t.system, t.map_id AS "mapId", t.action, t.round, t.attempts, t.fence, t.row_set AS "rowSet",
  t.intended_at AS "intendedAt", t.deadline::text AS deadline`;

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
   * Claims up to `limit` tasks of a lane that may be done together: same controller and map version. Requests that have
   * ended are passed over, and for an erasure those whose case is held. Earliest deadline first. A task whose workers
   * went silent again and again comes alone.
   */
  async claim(manager: EntityManager, system: string, action: Action, limit: number): Promise<ClaimedTask[]> {
    const [rows]: [ClaimedTask[]] = await manager.query(
      `WITH due AS (
         SELECT t.id, t.controller_id, t.map_id, t.deadline, coalesce(t.code = $6 AND t.attempts >= $7, false) AS suspect
         FROM task t JOIN request r ON r.id = t.request_id
         WHERE t.system = $1 AND t.action = $2 AND t.state = 'ready' AND t.due_at <= now()
           AND (r.state <> ALL($4::text[]) OR t.intended_at IS NOT NULL)
           AND ($2 <> 'erase' OR NOT EXISTS (SELECT 1 FROM hold h WHERE h.case_id = t.case_id AND h.lifted_at IS NULL))
         ORDER BY t.deadline, t.id LIMIT $3 FOR UPDATE OF t SKIP LOCKED),
       first AS (SELECT * FROM due ORDER BY deadline, id LIMIT 1)
       UPDATE task t SET state = 'leased', lease_until = now() + make_interval(secs => $5), fence = t.fence + 1, attempts = t.attempts + 1
       FROM due d, first f, request r, subject_case c, controller k
       WHERE t.id = d.id AND d.controller_id = f.controller_id AND d.map_id = f.map_id
         AND CASE WHEN f.suspect THEN d.id = f.id ELSE NOT d.suspect END
         AND r.id = t.request_id AND c.id = t.case_id AND k.id = t.controller_id
       RETURNING ${CLAIMED}`,
      [system, action, limit, ENDED, this.times.leaseSeconds, LEASE_EXPIRED, SUSPECT_AFTER],
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
    const rows: { id: string }[] = await manager.query(
      `SELECT t.id FROM task t JOIN unnest($1::uuid[], $2::int[]) AS mine (id, fence) ON t.id = mine.id AND t.fence = mine.fence
       WHERE t.state = 'leased' ORDER BY t.id FOR UPDATE OF t`,
      [tasks.map((task) => task.id), tasks.map((task) => task.fence)],
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

  /** Puts a parked task back to work. @returns its lane, or null when it was not parked. */
  async unpark(manager: EntityManager, taskId: string): Promise<{ system: string; action: Action } | null> {
    const [rows]: [{ system: string; action: Action; orderId: string }[]] = await manager.query(
      `UPDATE task SET state = 'ready', attempts = 0, due_at = now(), code = NULL
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
