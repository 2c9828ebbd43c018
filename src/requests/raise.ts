import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Outbox, priorityOf } from '../platform/queues/outbox.js';
import { Clock } from '../platform/clock/clock.js';
import { type Signal, signals } from './signals.js';

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
    when: { dueAt?: Date; deadline?: string | null } = {},
  ): Promise<void> {
    const priority = priorityOf(when.deadline ? new Date(`${when.deadline}T00:00:00Z`) : null, this.clock.now());
    const wakes = [subjects].flat().map((subject) => ({
      queue: signals[signal].queue,
      signal,
      subject,
      priority,
      ...(when.dueAt ? { dueAt: when.dueAt } : {}),
    }));
    await this.outbox.put(manager, wakes);
  }
}
