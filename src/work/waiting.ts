import { hash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.js';
import { Transactions } from '../platform/queues/transactions.js';
import { Raise } from '../requests/raise.js';
import type { ClaimedTask } from './claimed-task.js';
import { Intents } from './intents.js';
import { TasksRepository } from './tasks.repository.js';
import { WorkTimes } from './work-times.js';

const DAY_MS = 86_400_000;
const SHORTEST_MS = 1_000;

/**
 * The name under which a system knows a call with these tasks. Those that it has taken together keep their name, also
 * when one of them is no longer among them.
 */
export function referenceOf(tasks: readonly ClaimedTask[]): string {
  const [first] = tasks;
  if (first?.batch) return first.batch;
  const ids = tasks.map(({ id }) => id).toSorted();
  return hash('sha256', ids.join(), 'hex')
    .slice(0, 32)
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/**
 * Tasks whose system has taken the call and answers later. They hold up nothing that need not wait: an effect may be
 * answered as pending (practice 1), and a search, for which the plan waits, is left to a person in good time, so that
 * the other systems are done and the answer goes out. What it finds later is planned anew.
 */
@Injectable()
export class Waiting {
  constructor(
    private readonly transactions: Transactions,
    private readonly tasks: TasksRepository,
    private readonly intents: Intents,
    private readonly raise: Raise,
    private readonly times: WorkTimes,
    private readonly clock: Clock,
  ) {}

  /** Puts tasks of one call back until the given moment, or until the answer arrives. */
  async put(tasks: readonly ClaimedTask[], checkAgainAt: Date): Promise<void> {
    if (tasks.length === 0) return;
    const now = this.clock.now();
    const batch = referenceOf(tasks);
    await this.transactions.run(async (tx) => {
      const ours = await this.tasks.stillOurs(tx, tasks);
      const patient = ours.filter((task) => this.until(task, now) > now);
      for (const task of ours) {
        if (!patient.includes(task)) await this.intents.parkForPerson(tx, task, 'wait-expired');
      }
      if (patient.length === 0) return;
      const latest = Math.min(...patient.map((task) => this.until(task, now).getTime()));
      const wanted = Math.min(checkAgainAt.getTime(), now.getTime() + this.times.longestWaitMilliseconds, latest);
      const dueAt = new Date(Math.max(wanted, now.getTime() + SHORTEST_MS));
      const first = await this.tasks.wait(tx, patient, batch, dueAt, now);
      const lanes = [...new Set(patient.map((task) => `${task.system}.${task.action}`))];
      if (first) await this.raise.signal(tx, 'work.lane', lanes, { dueAt: first });
    });
  }

  /** How long a task may wait: a search has an end, an effect has none. */
  private until(task: ClaimedTask, now: Date): Date {
    if (task.action !== 'locate') return new Date(now.getTime() + this.times.longestWaitMilliseconds);
    const since = (task.waitsSince ?? now).getTime();
    const byDeadline = Date.parse(`${task.deadline}T00:00:00Z`) - this.times.searchLeavesDays * DAY_MS;
    const byPatience = since + this.times.searchWaitsDays * DAY_MS;
    // A system that is asked late is given a day all the same.
    return new Date(Math.max(since + DAY_MS, Math.min(byDeadline, byPatience)));
  }
}
