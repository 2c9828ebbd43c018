import { Injectable } from '@nestjs/common';
import { ConnectorError } from '../connectors/kit/errors.js';
import type { SignalHandler } from '../platform/queues/handler-registry.js';
import { Takes } from '../platform/queues/handler-registry.js';
import { Clock } from '../platform/clock/clock.js';
import { Transactions } from '../platform/queues/transactions.js';
import { Raise } from '../requests/raise.js';
import { CollectAction } from './actions/collect.action.js';
import { EraseAction } from './actions/erase.action.js';
import { OptOutAction, RestrictAction } from './actions/flag.action.js';
import { LocateAction } from './actions/locate.action.js';
import type { TaskAction } from './actions/task-action.js';
import { BatchRunner } from './batch-runner.js';
import { type Slot, Slots } from './slots.js';
import { Systems } from './systems.js';
import type { Action } from './task.entity.js';
import { TasksRepository } from './tasks.repository.js';
import { WorkTimes } from './work-times.js';

const DEFAULT_BATCH = 100;

/** Works a lane (`<system>.<action>`): claims batches until it is empty or its time slice is over. */
@Injectable()
@Takes('work.lane')
export class LaneHandler implements SignalHandler {
  private readonly actions: ReadonlyMap<Action, TaskAction>;

  constructor(
    locate: LocateAction,
    collect: CollectAction,
    erase: EraseAction,
    optOut: OptOutAction,
    restrict: RestrictAction,
    private readonly transactions: Transactions,
    private readonly tasks: TasksRepository,
    private readonly systems: Systems,
    private readonly slots: Slots,
    private readonly runner: BatchRunner,
    private readonly raise: Raise,
    private readonly times: WorkTimes,
    private readonly clock: Clock,
  ) {
    this.actions = new Map([locate, collect, erase, optOut, restrict].map((action) => [action.action, action]));
  }

  async handle(lane: string, stopping: AbortSignal): Promise<void> {
    const dot = lane.lastIndexOf('.');
    const system = lane.slice(0, dot);
    const action = this.actions.get(lane.slice(dot + 1) as Action);
    if (!action) throw new Error(`There is no lane ${lane}.`);
    const { batch, concurrency } = await this.limits(system, action);
    const slot = await this.slots.take(system, concurrency);
    if (slot === null) return this.wakeAt(lane, this.times.noSlotMilliseconds);
    const keeping = this.keep(slot);
    try {
      if (await this.work(lane, system, action, batch, stopping)) await this.wakeAt(lane, 0);
    } finally {
      clearInterval(keeping);
      await this.slots.release(slot);
    }
  }

  /** What the system bears at once. One that cannot even be opened says so when its first task is tried. */
  private async limits(system: string, action: TaskAction): Promise<{ batch: number; concurrency: number }> {
    try {
      const description = await this.systems.describe(system);
      return { batch: description?.batch[action.verb] ?? DEFAULT_BATCH, concurrency: description?.concurrency ?? 1 };
    } catch (error) {
      if (error instanceof ConnectorError) return { batch: DEFAULT_BATCH, concurrency: 1 };
      throw error;
    }
  }

  /**
   * Batch after batch. Where the first one is full, more than one batch waits, and the lane is woken for another worker
   * beside this one, who does the same: as many as the system has slots for.
   *
   * @returns whether there may be more to do at once.
   */
  private async work(
    lane: string,
    system: string,
    action: TaskAction,
    limit: number,
    stopping: AbortSignal,
  ): Promise<boolean> {
    const until = performance.now() + this.times.timeSliceMilliseconds;
    for (let first = true; !stopping.aborted; first = false) {
      const tasks = await this.transactions.run((tx) => this.tasks.claim(tx, system, action.action, limit));
      if (tasks.length === 0) return false;
      if (first && tasks.length === limit) await this.wakeAt(lane, 0);
      await this.runner.run(action, tasks, stopping);
      if (performance.now() > until) return true;
    }
    return true;
  }

  private keep(slot: Slot): NodeJS.Timeout {
    return setInterval(() => {
      this.slots.keep(slot).catch(() => {});
    }, this.times.heartbeatMilliseconds);
  }

  private wakeAt(lane: string, milliseconds: number): Promise<void> {
    const dueAt = new Date(this.clock.now().getTime() + milliseconds);
    return this.transactions.run((tx) => this.raise.signal(tx, 'work.lane', lane, { dueAt }));
  }
}
