import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { QueueName } from './queue-names.js';

export interface Wake {
  queue: QueueName;
  signal: string;
  /** Id of the row that is to be looked at. */
  subject: string;
  /** Not before this moment; at once if omitted. */
  dueAt?: Date;
  /** 1 (first) to 2 097 151 (last). */
  priority?: number;
}

export const LOWEST_PRIORITY = 2_097_151;

/** Hours until a deadline as a priority: the earliest deadline goes first. */
export function priorityOf(due: Date | null, now: Date): number {
  if (!due) return LOWEST_PRIORITY;
  const hours = Math.ceil((due.getTime() - now.getTime()) / 3_600_000);
  return Math.min(Math.max(hours, 1), LOWEST_PRIORITY);
}

@Injectable()
export class Outbox {
  /** Asks for wakes in the caller's transaction; one statement however many. */
  async put(manager: EntityManager, wakes: readonly Wake[]): Promise<void> {
    if (wakes.length === 0) return;
    await manager.query(
      `INSERT INTO outbox (queue, signal, subject, priority, due_at)
       SELECT queue, signal, subject, priority, coalesce(due_at, now())
       FROM unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::timestamptz[]) AS w (queue, signal, subject, priority, due_at)`,
      [
        wakes.map((wake) => wake.queue),
        wakes.map((wake) => wake.signal),
        wakes.map((wake) => wake.subject),
        wakes.map((wake) => wake.priority ?? LOWEST_PRIORITY),
        wakes.map((wake) => wake.dueAt ?? null),
      ],
    );
  }
}
