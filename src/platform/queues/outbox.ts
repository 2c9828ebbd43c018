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

/** The statement that asks for wakes, with its parameters from `$first` on: for use inside another room's one statement. */
export function insertWakes(first = 1): string {
  const types = ['text', 'text', 'text', 'int', 'timestamptz'];
  return `INSERT INTO outbox (queue, signal, subject, priority, due_at)
    SELECT queue, signal, subject, priority, coalesce(due_at, now())
    FROM unnest(${types.map((type, at) => `$${first + at}::${type}[]`).join(', ')}) AS w (queue, signal, subject, priority, due_at)`;
}

/** The parameters of `insertWakes`, in its order. */
export function wakeParameters(wakes: readonly Wake[]): unknown[][] {
  return [
    wakes.map((wake) => wake.queue),
    wakes.map((wake) => wake.signal),
    wakes.map((wake) => wake.subject),
    wakes.map((wake) => wake.priority ?? LOWEST_PRIORITY),
    wakes.map((wake) => wake.dueAt ?? null),
  ];
}

@Injectable()
export class Outbox {
  /** Asks for wakes in the caller's transaction; one statement however many. */
  async put(manager: EntityManager, wakes: readonly Wake[]): Promise<void> {
    if (wakes.length > 0) await manager.query(insertWakes(), wakeParameters(wakes));
  }
}
