import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Raise } from '../../requests/raise.js';

/** Replays that have something to do and nobody on the way to them, e.g. since the worker at them was killed. */
@Injectable()
export class ReplaysAsleep {
  constructor(private readonly raise: Raise) {}

  /** @returns how many were woken. */
  async wake(manager: EntityManager): Promise<number> {
    const rows: { id: string }[] = await manager.query(
      `SELECT id FROM replay WHERE state IN ('counting', 'applying')
         AND NOT EXISTS (SELECT FROM wake w WHERE w.signal = 'retention.replay' AND w.subject = replay.id::text)
         AND NOT EXISTS (SELECT FROM outbox o WHERE o.signal = 'retention.replay' AND o.subject = replay.id::text)`,
    );
    await this.raise.signal(
      manager,
      'retention.replay',
      rows.map(({ id }) => id),
    );
    return rows.length;
  }
}
