import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Outbox, priorityOf, type Wake } from '../platform/queues/outbox.js';
import { Clock } from '../platform/clock/clock.js';
import { type Signal, signals } from './signals.js';

/** Not before `dueAt`; the earlier the deadline (a legal day), the earlier its turn. */
interface When {
  dueAt?: Date;
  deadline?: string | null;
}

/** Raises signals in the caller's transaction. */
@Injectable()
export class Raise {
  constructor(
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async signal(
    manager: EntityManager,
    signal: Signal,
    subjects: string | readonly string[],
    when: When = {},
  ): Promise<void> {
    await this.outbox.put(manager, this.wakes(signal, subjects, when));
  }

  /** The wakes of a signal, for whoever writes them within a statement of its own. */
  wakes(signal: Signal, subjects: string | readonly string[], when: When = {}): Wake[] {
    const priority = priorityOf(when.deadline ? new Date(`${when.deadline}T00:00:00Z`) : null, this.clock.now());
    return [subjects].flat().map((subject) => ({
      queue: signals[signal].queue,
      signal,
      subject,
      priority,
      ...(when.dueAt ? { dueAt: when.dueAt } : {}),
    }));
  }
}
