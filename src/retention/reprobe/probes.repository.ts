import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { ReasonCode } from '../../ledger/reasons.js';
import type { ProbeResult } from './probe.entity.js';

/** A look that this worker holds. */
export interface ClaimedProbe {
  id: string;
  requestId: string;
  controllerId: string;
  /** Slug of the controller. */
  controller: string;
  system: string;
  day: number;
  attempts: number;
  dueAt: Date;
  code: ReasonCode | null;
}

const LEASE_SECONDS = 120;

/** Claims by the database's clock, due dates by the application's: a look may be years ahead, a lease never is. */
@Injectable()
export class ProbesRepository {
  /** Systems that have a look to take, and nobody at it. */
  async systemsDue(manager: EntityManager, now: Date): Promise<string[]> {
    const rows: { system: string }[] = await manager.query(
      `SELECT DISTINCT system FROM probe
       WHERE state = 'waiting' AND due_at <= $1 AND (lease_until IS NULL OR lease_until < now()) ORDER BY 1`,
      [now],
    );
    return rows.map(({ system }) => system);
  }

  /** Claims due looks of one system, of one controller. A look may be taken twice after a crash: it only reads. */
  async claim(manager: EntityManager, system: string, now: Date, limit: number): Promise<ClaimedProbe[]> {
    const [rows]: [ClaimedProbe[]] = await manager.query(
      `WITH due AS (
         SELECT id, controller_id, due_at FROM probe
         WHERE system = $1 AND state = 'waiting' AND due_at <= $2 AND (lease_until IS NULL OR lease_until < now())
         ORDER BY due_at, id LIMIT $3 FOR UPDATE SKIP LOCKED),
       first AS (SELECT controller_id FROM due ORDER BY due_at, id LIMIT 1)
       UPDATE probe p SET lease_until = now() + make_interval(secs => $4), attempts = p.attempts + 1
       FROM due d, first f, controller k
       WHERE p.id = d.id AND d.controller_id = f.controller_id AND k.id = p.controller_id
       RETURNING p.id, p.request_id AS "requestId", p.controller_id AS "controllerId", k.slug AS controller, p.system, p.day,
                 p.attempts, p.due_at AS "dueAt", p.code`,
      [system, now, limit, LEASE_SECONDS],
    );
    return rows;
  }

  /** Locks those that still wait: one that was called off meanwhile is not told. */
  async stillWaiting(manager: EntityManager, probes: readonly ClaimedProbe[]): Promise<ClaimedProbe[]> {
    const rows: { id: string }[] = await manager.query(
      `SELECT id FROM probe WHERE id = ANY($1::uuid[]) AND state = 'waiting' ORDER BY id FOR UPDATE`,
      [probes.map(({ id }) => id)],
    );
    const ids = new Set(rows.map(({ id }) => id));
    return probes.filter(({ id }) => ids.has(id));
  }

  async finish(
    manager: EntityManager,
    probe: ClaimedProbe,
    how: { result: ProbeResult; records: number; digest: string | null; code: ReasonCode | null; at: Date },
  ): Promise<void> {
    await manager.query(
      `UPDATE probe SET state = 'done', lease_until = NULL, result = $2, records = $3, digest = $4, code = $5, done_at = $6
       WHERE id = $1`,
      [probe.id, how.result, how.records, how.digest, how.code, how.at],
    );
  }

  /** Not now: asked again at that moment. */
  async later(
    manager: EntityManager,
    ids: readonly string[],
    dueAt: Date,
    code: ReasonCode | null = null,
  ): Promise<void> {
    await manager.query(
      `UPDATE probe SET due_at = $2, lease_until = NULL, code = coalesce($3, code) WHERE id = ANY($1::uuid[]) AND state = 'waiting'`,
      [ids, dueAt, code],
    );
  }

  /** Has an officer called exactly this find somebody else's? */
  async settledAsOther(manager: EntityManager, probe: ClaimedProbe, digest: string): Promise<boolean> {
    const rows: unknown[] = await manager.query(
      `SELECT 1 FROM probe p WHERE p.request_id = $1 AND p.system = $2 AND p.digest = $3 AND p.result IN ('came-back', 'details-back')
         AND EXISTS (SELECT FROM errand e WHERE e.request_id = p.request_id AND e.system = p.system AND e.kind = p.result
                       AND e.outcome = 'somebody-else' AND e.settled_at >= p.done_at) LIMIT 1`,
      [probe.requestId, probe.system, digest],
    );
    return rows.length > 0;
  }
}
