import { Injectable } from '@nestjs/common';
import { BudgetEmpty, Cancelled, ConnectorError, Gone, NotYet, Refused, Retryable } from '../connectors/kit/errors.js';
import type { ReasonCode } from '../ledger/reasons.js';
import { Clock } from '../platform/clock/clock.js';
import { problemOf } from '../platform/http/problems/problem-of.js';
import { Log } from '../platform/logging/log.js';
import { Transactions } from '../platform/queues/transactions.js';
import { Raise } from '../requests/raise.js';
import type { TaskAction } from './actions/task-action.js';
import type { ClaimedTask } from './claimed-task.js';
import { Intents } from './intents.js';
import { Systems } from './systems.js';
import { TasksRepository } from './tasks.repository.js';
import { Waiting } from './waiting.js';
import { patience, WorkTimes } from './work-times.js';

/** Runs an action over a batch; on a fault that is not the system's, halves the batch until the guilty task stands alone. */
@Injectable()
export class BatchRunner {
  constructor(
    private readonly transactions: Transactions,
    private readonly tasks: TasksRepository,
    private readonly systems: Systems,
    private readonly intents: Intents,
    private readonly waiting: Waiting,
    private readonly raise: Raise,
    private readonly times: WorkTimes,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /**
   * @param tasks of one controller and map version, claimed by us.
   * @throws when our own database is out of reach: the leases run out, and the sweep gives the tasks back.
   */
  async run(action: TaskAction, tasks: readonly ClaimedTask[], stopping: AbortSignal): Promise<void> {
    const lost = new AbortController();
    const heartbeat = setInterval(() => {
      this.tasks.renew(this.transactions.manager, tasks).then(
        (ours) => {
          if (!ours) lost.abort();
        },
        () => {},
      );
    }, this.times.heartbeatMilliseconds);
    const signal = AbortSignal.any([stopping, lost.signal]);
    try {
      // Whoever costs worker after worker its life never gets as far as a fault that is counted below.
      await this.parkAll(
        tasks.filter((task) => task.attempts > this.times.attemptsBeforeErrand),
        'attempts-exhausted',
      );
      await this.bisect(
        action,
        tasks.filter((task) => task.attempts <= this.times.attemptsBeforeErrand),
        signal,
      );
    } finally {
      clearInterval(heartbeat);
    }
  }

  private async bisect(action: TaskAction, tasks: readonly ClaimedTask[], signal: AbortSignal): Promise<void> {
    const [first] = tasks;
    if (!first) return;
    try {
      const { map, connector } = await this.systems.open(first.mapId);
      await action.run({ tasks: [...tasks], controller: first.controller, map, connector, signal });
    } catch (error) {
      if (error instanceof Cancelled || signal.aborted) {
        await this.later(tasks, 0, 'stopped', 'waits');
      } else if (error instanceof BudgetEmpty) {
        // Nothing was tried, so that it is no failed attempt: a month's quota may be empty for weeks.
        const wait = error.afterMilliseconds ?? this.times.firstPatienceMilliseconds;
        await this.later(tasks, Math.min(wait, this.times.longestPatienceMilliseconds), error.code, 'waits');
      } else if (error instanceof NotYet) {
        await this.waiting.put(tasks, error.checkAgainAt);
      } else if (error instanceof Retryable || isOurDatabase(error)) {
        await this.retry(tasks, error);
      } else if (tasks.length > 1) {
        // What the first half finished is not done again: its tasks are no longer leased by us.
        const middle = Math.ceil(tasks.length / 2);
        for (const half of [tasks.slice(0, middle), tasks.slice(middle)]) {
          await this.bisect(action, await this.current(half), signal);
        }
      } else {
        await this.giveUp(tasks, error);
      }
    }
  }

  /** The tasks as they stand now: an intent may have been committed before the batch failed. */
  private async current(tasks: readonly ClaimedTask[]): Promise<ClaimedTask[]> {
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

  private async retry(tasks: readonly ClaimedTask[], error: unknown): Promise<void> {
    const code = error instanceof Retryable ? error.code : problemOf(error).code;
    const tired = tasks.filter((task) => task.attempts >= this.times.attemptsBeforeErrand);
    const willing = tasks.filter((task) => task.attempts < this.times.attemptsBeforeErrand);
    this.log.warn('A system will be tried again', { code, system: tasks[0]?.system, count: tasks.length });
    if (willing.length > 0) {
      const asked = error instanceof Retryable ? error.afterMilliseconds : undefined;
      const wait = asked ?? patience(this.times, Math.max(...willing.map((task) => task.attempts)), Math.random());
      await this.later(willing, Math.min(wait, this.times.longestPatienceMilliseconds), code, 'failed');
    }
    await this.parkAll(tired, 'attempts-exhausted');
  }

  private async later(
    tasks: readonly ClaimedTask[],
    milliseconds: number,
    code: string,
    counts: 'failed' | 'waits',
  ): Promise<void> {
    const dueAt = new Date(this.clock.now().getTime() + milliseconds);
    await this.transactions.run(async (tx) => {
      await this.tasks.later(tx, tasks, dueAt, code, counts);
      const lanes = [...new Set(tasks.map((task) => `${task.system}.${task.action}`))];
      await this.raise.signal(tx, 'work.lane', lanes, { dueAt });
    });
  }

  private async giveUp(tasks: readonly ClaimedTask[], error: unknown): Promise<void> {
    const code: ReasonCode =
      error instanceof Refused ? error.reason : error instanceof Gone ? 'system-gone' : 'conflict';
    this.log.error('A task is parked for a person', {
      code: error instanceof ConnectorError ? error.code : 'unexpected',
      system: tasks[0]?.system,
      taskId: tasks[0]?.id,
      error,
    });
    const place =
      error instanceof Refused ? [error.where.collection, error.where.column].filter(Boolean).join('.') : '';
    await this.parkAll(tasks, code, place || undefined);
  }

  private async parkAll(tasks: readonly ClaimedTask[], code: ReasonCode, place?: string): Promise<void> {
    if (tasks.length === 0) return;
    await this.transactions.run(async (tx) => {
      for (const task of await this.tasks.stillOurs(tx, tasks)) await this.intents.parkForPerson(tx, task, code, place);
    });
  }
}

/** Our own database was away, restarted, or chose us as the victim of a deadlock: no person's data are to blame. */
function isOurDatabase(error: unknown): boolean {
  if (error instanceof ConnectorError) return false;
  const { code } = problemOf(error);
  return code === 'database-unavailable' || code === 'try-again';
}
