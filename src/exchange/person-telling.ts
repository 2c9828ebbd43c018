import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../platform/clock/clock.js';
import { Raise } from '../requests/raise.js';

/** Lets somebody know that a system worked by hand waits for her: whoever writes the letters takes the signal. */
@Injectable()
export class PersonTelling {
  constructor(
    private readonly raise: Raise,
    private readonly clock: Clock,
  ) {}

  async tell(tx: EntityManager, conversationId: string): Promise<void> {
    const [rows]: [unknown[]] = await tx.query(
      `UPDATE conversation SET told_at = $2 WHERE id = $1 AND told_at IS NULL RETURNING id`,
      [conversationId, this.clock.now()],
    );
    if (rows.length > 0) await this.raise.signal(tx, 'exchange.tell', conversationId);
  }
}
