import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { type SignalHandler, Takes } from '../../platform/queues/handler-registry.js';
import { Transactions } from '../../platform/queues/transactions.js';
import { Raise } from '../../requests/raise.js';
import { Processing } from './processing.js';

const AT_ONCE = 50;

/** Reads what a source has sent, in the order in which it came; each event ends by itself, whatever the others do. */
@Injectable()
@Takes('hooks.process')
export class ProcessHandler implements SignalHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly processing: Processing,
    private readonly raise: Raise,
    private readonly clock: Clock,
  ) {}

  async handle(sourceId: string, cancelled: AbortSignal): Promise<void> {
    for (;;) {
      const due: { id: string }[] = await this.transactions.manager.query(
        `SELECT id FROM hook_event WHERE source_id = $1 AND state = 'waiting' AND due_at <= $2 ORDER BY due_at, id LIMIT $3`,
        [sourceId, this.clock.now(), AT_ONCE],
      );
      for (const { id } of due) {
        if (cancelled.aborted) return this.wake(sourceId, this.clock.now());
        await this.processing.one(id);
      }
      if (due.length < AT_ONCE) break;
    }
    const [next]: { dueAt: Date | null }[] = await this.transactions.manager.query(
      `SELECT min(due_at) AS "dueAt" FROM hook_event WHERE source_id = $1 AND state = 'waiting'`,
      [sourceId],
    );
    if (next?.dueAt) await this.wake(sourceId, next.dueAt);
  }

  private wake(sourceId: string, dueAt: Date): Promise<void> {
    return this.transactions.run((tx) => this.raise.signal(tx, 'hooks.process', sourceId, { dueAt }));
  }
}
