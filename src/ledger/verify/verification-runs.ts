import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../platform/clock/clock.js';
import { newId } from '../../platform/ids/ids.js';
import { LedgerVerification } from '../tables/ledger-verification.entity.js';
import type { VerificationResult } from './verification-result.js';

/** How many are kept to be looked up. */
const KEPT = 100;

/** Verifications that were asked for, and what came of them. */
@Injectable()
export class VerificationRuns {
  constructor(private readonly clock: Clock) {}

  /** @returns the run that waits now: a new one, or that which waits or runs already and takes no other question. */
  async ask(
    manager: EntityManager,
    askedBy: string | null,
    checkpoint: string | null,
  ): Promise<{ run: LedgerVerification; fresh: boolean }> {
    const id = newId();
    const rows: { id: string }[] = await manager.query(
      `INSERT INTO ledger_verification (id, asked_by, asked_at, checkpoint, state) VALUES ($1, $2, $3, $4, 'waiting')
       ON CONFLICT DO NOTHING RETURNING id`,
      [id, askedBy, this.clock.now(), checkpoint],
    );
    if (rows.length > 0) return { run: await manager.findOneByOrFail(LedgerVerification, { id }), fresh: true };
    const open = await this.open(manager);
    // The other one has ended in between: ask once more.
    return open ? { run: open, fresh: false } : this.ask(manager, askedBy, checkpoint);
  }

  /** The one that waits or runs. */
  async open(manager: EntityManager): Promise<LedgerVerification | null> {
    const waiting = await manager.findOneBy(LedgerVerification, { state: 'waiting' });
    return waiting ?? manager.findOneBy(LedgerVerification, { state: 'running' });
  }

  of(manager: EntityManager, id: string): Promise<LedgerVerification | null> {
    return manager.findOneBy(LedgerVerification, { id });
  }

  latest(manager: EntityManager, limit: number): Promise<LedgerVerification[]> {
    return manager.find(LedgerVerification, { order: { askedAt: 'DESC', id: 'DESC' }, take: limit });
  }

  async begin(manager: EntityManager, id: string): Promise<void> {
    await manager.update(LedgerVerification, { id }, { state: 'running', startedAt: this.clock.now() });
  }

  async end(manager: EntityManager, id: string, result: VerificationResult | null): Promise<void> {
    const state = result ? ('done' as const) : ('failed' as const);
    await manager.query(`UPDATE ledger_verification SET state = $2, ended_at = $3, result = $4 WHERE id = $1`, [
      id,
      state,
      this.clock.now(),
      result === null ? null : JSON.stringify(result),
    ]);
    await manager.query(
      `DELETE FROM ledger_verification WHERE id IN (SELECT id FROM ledger_verification ORDER BY asked_at DESC, id DESC OFFSET $1)`,
      [KEPT],
    );
  }
}
