import { Injectable } from '@nestjs/common';
import { Cancelled, ConnectorError, Gone, Refused, Retryable } from '../connectors/kit/errors.js';
import type { ReasonCode } from '../ledger/reasons.js';
import { Clock } from '../platform/clock/clock.js';
import { Log } from '../platform/logging/log.js';
import { Transactions } from '../platform/queues/transactions.js';
import { Raise } from '../requests/raise.js';
import type { TaskAction, TaskBatch } from './actions/task-action.js';
import type { ClaimedTask } from './claimed-task.js';
import { Intents } from './intents.js';
import { TasksRepository } from './tasks.repository.js';

/** After so many attempts a person is asked; with the patience below that is about a day. */
export const ATTEMPTS_BEFORE_ERRAND = 12;
const FIRST_PATIENCE_MS = 2_000;
const LONGEST_PATIENCE_MS = 4 * 3_600_000;
const HEARTBEAT_MS = 10_000;

/** Milliseconds to wait before the given attempt is repeated: doubling, with a quarter of chance so that lanes spread. */
export function patience(attempts: number, chance: number): number {
  const base = Math.min(LONGEST_PATIENCE_MS, FIRST_PATIENCE_MS * 2 ** Math.min(attempts, 16));
  return Math.round(base * (1 + chance / 4));
}

/** Runs an action over a batch; on a fault that is not the system's, halves the batch until the guilty task stands alone. */
@Injectable()
export class BatchRunner {
  constructor(
    private readonly transactions: Transactions,
    private readonly tasks: TasksRepository,
    private readonly intents: Intents,
    private readonly raise: Raise,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  async run(action: TaskAction, batch: TaskBatch): Promise<void> {
    const heartbeat = setInterval(() => {
      this.tasks.renew(this.transactions.manager, batch.tasks).catch(() => {});
    }, HEARTBEAT_MS);
    try {
      await this.bisect(action, batch);
    } finally {
      clearInterval(heartbeat);
    }
  }

  private async bisect(action: TaskAction, batch: TaskBatch): Promise<void> {
    try {
      await action.run(batch);
    } catch (error) {
      if (error instanceof Cancelled || batch.signal.aborted) {
        await this.later(batch.tasks, 0, 'stopped');
      } else if (error instanceof Retryable) {
        await this.retry(batch.tasks, error);
      } else if (batch.tasks.length > 1) {
        // What the first half finished is not done again: its tasks are no longer leased by us.
        const middle = Math.ceil(batch.tasks.length / 2);
        for (const tasks of [batch.tasks.slice(0, middle), batch.tasks.slice(middle)]) {
          await this.bisect(action, { ...batch, tasks: await this.current(tasks) });
        }
      } else {
        await this.giveUp(batch.tasks, error);
      }
    }
  }

  /** The tasks as they stand now: an intent may have been committed before the batch failed. */
  private async current(tasks: ClaimedTask[]): Promise<ClaimedTask[]> {
    return this.transactions.run(async (tx) => {
      const ours = await this.tasks.stillOurs(tx, tasks);
      const rows: { id: string; rowSet: string | null; intendedAt: Date | null }[] = await tx.query(
        `SELECT id, row_set AS "rowSet", intended_at AS "intendedAt" FROM task WHERE id = ANY($1::uuid[])`,
        [ours.map((task) => task.id)],
      );
      const now = new Map(rows.map((row) => [row.id, row]));
      return ours.map((task) => ({ ...task, ...now.get(task.id) }));
    });
  }

  private async retry(tasks: readonly ClaimedTask[], error: Retryable): Promise<void> {
    const tired = tasks.filter((task) => task.attempts >= ATTEMPTS_BEFORE_ERRAND);
    const willing = tasks.filter((task) => task.attempts < ATTEMPTS_BEFORE_ERRAND);
    this.log.warn('A system will be tried again', { code: error.code, system: tasks[0]?.system, count: tasks.length });
    if (willing.length > 0) {
      const wait = error.afterMilliseconds ?? patience(Math.max(...willing.map((task) => task.attempts)), Math.random());
      await this.later(willing, Math.min(wait, LONGEST_PATIENCE_MS), error.code);
    }
    await this.parkAll(tired, 'attempts-exhausted');
  }

  private async later(tasks: readonly ClaimedTask[], milliseconds: number, code: string): Promise<void> {
    const dueAt = new Date(this.clock.now().getTime() + milliseconds);
    await this.transactions.run(async (tx) => {
      await this.tasks.later(tx, tasks, dueAt, code);
      const lanes = [...new Set(tasks.map((task) => `${task.system}.${task.action}`))];
      await this.raise.signal(tx, 'work.lane', lanes, { dueAt });
    });
  }

  private async giveUp(tasks: readonly ClaimedTask[], error: unknown): Promise<void> {
    const code: ReasonCode = error instanceof Refused ? error.reason : error instanceof Gone ? 'system-gone' : 'conflict';
    this.log.error('A task is parked for a person', {
      code: error instanceof ConnectorError ? error.code : 'unexpected',
      system: tasks[0]?.system,
      taskId: tasks[0]?.id,
      error,
    });
    const place = error instanceof Refused ? [error.where.collection, error.where.column].filter(Boolean).join('.') : '';
    await this.parkAll(tasks, code, place || undefined);
  }

  private async parkAll(tasks: readonly ClaimedTask[], code: ReasonCode, place?: string): Promise<void> {
    if (tasks.length === 0) return;
    await this.transactions.run(async (tx) => {
      for (const task of await this.tasks.stillOurs(tx, tasks)) await this.intents.parkForPerson(tx, task, code, place);
    });
  }
}
