import { Injectable } from '@nestjs/common';
import { Transactions } from '../platform/queues/transactions.js';
import { Raise } from '../requests/raise.js';
import { TasksRepository } from './tasks.repository.js';
import { WorkTimes } from './work-times.js';

/**
 * Gives back what silent workers held, and wakes lanes that have due tasks and nobody on the way to them. (Somebody who
 * is to come in four hours is not on the way.)
 */
@Injectable()
export class LaneSweep {
  constructor(
    private readonly transactions: Transactions,
    private readonly tasks: TasksRepository,
    private readonly raise: Raise,
    private readonly times: WorkTimes,
  ) {}

  /** @returns how many lanes were woken. */
  sweep(): Promise<number> {
    return this.transactions.run(async (tx) => {
      const expired = await this.tasks.releaseExpired(tx);
      const asleep: { system: string; action: string }[] = await tx.query(
        `SELECT DISTINCT system, action FROM task WHERE state = 'ready' AND due_at < now() - make_interval(secs => $1)
           AND NOT EXISTS (SELECT 1 FROM wake w WHERE w.signal = 'work.lane' AND w.subject = task.system || '.' || task.action)
           AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.signal = 'work.lane' AND o.subject = task.system || '.' || task.action
                             AND o.due_at <= now() + make_interval(secs => $1))
           AND NOT (action = 'erase' AND EXISTS (SELECT 1 FROM hold h WHERE h.case_id = task.case_id AND h.lifted_at IS NULL))`,
        [this.times.asleepAfterSeconds],
      );
      const lanes = [...new Set([...expired, ...asleep].map(({ system, action }) => `${system}.${action}`))];
      await this.raise.signal(tx, 'work.lane', lanes);
      return lanes.length;
    });
  }
}
