import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { ReasonCode } from '../../ledger/reasons.js';
import { newId } from '../../platform/ids/ids.js';
import type { ItemState } from './replay-item.entity.js';

/** An erasure that is to be applied again, held by this worker. */
export interface ClaimedItem {
  id: string;
  replayId: string;
  taskId: string;
  requestId: string;
  controllerId: string;
  /** Slug of the controller. */
  controller: string;
  caseId: string;
  caseLedgerId: string;
  requestLedgerId: string;
  law: string;
  rowSet: string;
  chain: string;
  state: ItemState;
  digest: string | null;
  planned: Buffer | null;
  attempts: number;
  code: ReasonCode | null;
}

export interface ItemChange {
  state: ItemState;
  again?: number;
  more?: number;
  strangers?: number;
  kept?: number;
  planned?: Buffer | null;
  digest?: string | null;
  code?: ReasonCode | null;
  done?: boolean;
}

const LEASE_SECONDS = 120;

/** Which erasures a replay is about, and how far each is. Leases are of the database's clock. */
@Injectable()
export class ReplayItemsRepository {
  /**
   * Every erasure that was finished in the system since the moment, by machine or by hand, deferred ones too. One that is
   * still under way is not among them: the engine finishes it on the system as it is now.
   */
  async gather(
    manager: EntityManager,
    replay: { id: string; system: string; since: Date },
    controllers: readonly string[] | null,
    now: Date,
  ): Promise<number> {
    const tasks: { id: string }[] = await manager.query(
      `SELECT t.id FROM task t JOIN controller k ON k.id = t.controller_id
       WHERE ${ERASED_SINCE('$1', '$2')} AND ($3::text[] IS NULL OR k.slug = ANY($3))`,
      [replay.system, replay.since, controllers],
    );
    await manager.query(
      `INSERT INTO replay_item (id, replay_id, task_id, request_id, controller_id, chain, erased_at, state, due_at)
       SELECT n.id, $3, t.id, t.request_id, t.controller_id, coalesce(c.continues, c.id), t.done_at, 'waiting', $4
       FROM unnest($1::uuid[], $2::uuid[]) AS n (id, task_id) JOIN task t ON t.id = n.task_id JOIN subject_case c ON c.id = t.case_id
       ON CONFLICT (replay_id, task_id) DO NOTHING`,
      [tasks.map(() => newId()), tasks.map(({ id }) => id), replay.id, now],
    );
    return tasks.length;
  }

  /**
   * Claims items of one controller in one of the states, oldest erasure first and one of each chain: an erasure and what
   * was deferred of it are done in their order.
   */
  async claim(
    manager: EntityManager,
    replayId: string,
    states: readonly ItemState[],
    limit: number,
    now: Date,
  ): Promise<ClaimedItem[]> {
    const [rows]: [ClaimedItem[]] = await manager.query(
      `WITH due AS (
         SELECT i.id, i.controller_id, i.chain, i.erased_at FROM replay_item i
         WHERE i.replay_id = $1 AND i.state = ANY($2::text[]) AND i.due_at <= $4
           AND (i.lease_until IS NULL OR i.lease_until < now())
           AND NOT EXISTS (SELECT FROM replay_item e WHERE e.replay_id = i.replay_id AND e.chain = i.chain AND e.state = ANY($2::text[])
                             AND (e.erased_at, e.id) < (i.erased_at, i.id))
         ORDER BY i.erased_at, i.id LIMIT $3 FOR UPDATE SKIP LOCKED),
       first AS (SELECT controller_id FROM due ORDER BY erased_at, id LIMIT 1)
       UPDATE replay_item i SET lease_until = now() + make_interval(secs => $5), attempts = i.attempts + 1
       FROM due d, first f, request r, subject_case c, controller k, task t
       WHERE i.id = d.id AND d.controller_id = f.controller_id AND r.id = i.request_id AND c.id = r.case_id
         AND k.id = i.controller_id AND t.id = i.task_id
       RETURNING i.id, i.replay_id AS "replayId", i.task_id AS "taskId", i.request_id AS "requestId", i.controller_id AS "controllerId",
         k.slug AS controller, c.id AS "caseId", c.ledger_id AS "caseLedgerId", r.ledger_id AS "requestLedgerId", r.law,
         t.row_set AS "rowSet", i.chain, i.state, i.digest, i.planned, i.attempts, i.code`,
      [replayId, states, limit, now, LEASE_SECONDS],
    );
    return rows;
  }

  /** Locks those that are still in the state in which they were claimed. */
  async stillSo(manager: EntityManager, items: readonly ClaimedItem[]): Promise<ClaimedItem[]> {
    const rows: { id: string; state: ItemState; attempts: number }[] = await manager.query(
      `SELECT id, state, attempts FROM replay_item WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE`,
      [items.map(({ id }) => id)],
    );
    const now = new Map(rows.map((row) => [row.id, row]));
    // A lease that lapsed and was taken by somebody else has raised the attempts: they are the fence.
    return items.filter(({ id, attempts }) => now.get(id)?.attempts === attempts);
  }

  async change(manager: EntityManager, id: string, change: ItemChange, at: Date): Promise<void> {
    await manager.query(
      `UPDATE replay_item SET state = $2, again = coalesce($3, again), more = coalesce($4, more), strangers = coalesce($5, strangers),
         kept = coalesce($6, kept), planned = CASE WHEN $7 THEN $8::bytea ELSE planned END,
         digest = CASE WHEN $7 THEN $9 ELSE digest END, code = $10, lease_until = NULL,
         intended_at = CASE WHEN $2 = 'intended' THEN $12::timestamptz ELSE intended_at END,
         done_at = CASE WHEN $11 THEN $12::timestamptz ELSE done_at END
       WHERE id = $1`,
      [
        id,
        change.state,
        change.again ?? null,
        change.more ?? null,
        change.strangers ?? null,
        change.kept ?? null,
        change.planned !== undefined,
        change.planned ?? null,
        change.digest ?? null,
        change.code ?? null,
        change.done ?? false,
        at,
      ],
    );
  }

  /** Keeps an item ours for the call that follows. */
  async intend(manager: EntityManager, id: string, at: Date): Promise<void> {
    await manager.query(
      `UPDATE replay_item SET state = 'intended', intended_at = coalesce(intended_at, $2), lease_until = now() + make_interval(secs => $3)
       WHERE id = $1`,
      [id, at, LEASE_SECONDS],
    );
  }

  async later(
    manager: EntityManager,
    ids: readonly string[],
    dueAt: Date,
    code: ReasonCode | null = null,
  ): Promise<void> {
    await manager.query(
      `UPDATE replay_item SET due_at = $2, lease_until = NULL, code = coalesce($3, code) WHERE id = ANY($1::uuid[])`,
      [ids, dueAt, code],
    );
  }

  async counts(manager: EntityManager, replayId: string): Promise<Record<ItemState, number>> {
    const rows: { state: ItemState; items: number }[] = await manager.query(
      `SELECT state, count(*)::int AS items FROM replay_item WHERE replay_id = $1 GROUP BY 1`,
      [replayId],
    );
    const none = { waiting: 0, counted: 0, intended: 0, clean: 0, finding: 0, held: 0, changed: 0, failed: 0 };
    return { ...none, ...Object.fromEntries(rows.map(({ state, items }) => [state, items])) };
  }

  /** The earliest moment at which an item in one of the states may be claimed; null when there is none. */
  async nextDue(manager: EntityManager, replayId: string, states: readonly ItemState[]): Promise<Date | null> {
    const [row]: { due: Date | null }[] = await manager.query(
      `SELECT min(due_at) AS due FROM replay_item WHERE replay_id = $1 AND state = ANY($2::text[])`,
      [replayId, states],
    );
    return row?.due ?? null;
  }
}

/** Finished erasures of a system since a moment, as a condition over `task t`; parameters by their places. */
export const ERASED_SINCE = (system: string, since: string): string =>
  `t.system = ${system} AND t.action = 'erase' AND t.state = 'done' AND t.row_set IS NOT NULL AND t.done_at >= ${since}
   AND coalesce(t.outcome ->> 'settled', 'done-by-hand') = 'done-by-hand'`;
