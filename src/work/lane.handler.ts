import { Injectable } from '@nestjs/common';
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
import { Slots } from './slots.js';
import { Systems } from './systems.js';
import type { Action } from './task.entity.js';
import { TasksRepository } from './tasks.repository.js';

/** A lane gives way to others after this long and wakes itself again. */
const TIME_SLICE_MS = 20_000;
const DEFAULT_BATCH = 100;
const NO_SLOT_RETRY_MS = 1_000;

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
    private readonly clock: Clock,
  ) {
    this.actions = new Map([locate, collect, erase, optOut, restrict].map((action) => [action.action, action]));
  }

  async handle(lane: string, stopping: AbortSignal): Promise<void> {
    const dot = lane.lastIndexOf('.');
    const system = lane.slice(0, dot);
    const action = this.actions.get(lane.slice(dot + 1) as Action);
    if (!action) throw new Error(`There is no lane ${lane}.`);
    const description = await this.systems.describe(system);
    const slot = await this.slots.take(system, description?.concurrency ?? 1);
    if (slot === null) return this.wakeAt(lane, new Date(this.clock.now().getTime() + NO_SLOT_RETRY_MS));
    try {
      const limit = description?.batch[action.verb] ?? DEFAULT_BATCH;
      if (await this.work(system, action, limit, stopping, slot)) await this.wakeAt(lane, this.clock.now());
    } finally {
      await this.slots.release(system, slot);
    }
  }

  /** @returns whether there may be more to do at once. */
  private async work(system: string, action: TaskAction, limit: number, stopping: AbortSignal, slot: number): Promise<boolean> {
    const until = this.clock.now().getTime() + TIME_SLICE_MS;
    while (!stopping.aborted) {
      const tasks = await this.transactions.run((tx) => this.tasks.claim(tx, system, action.action, limit));
      if (tasks.length === 0) return false;
      const { map, connector } = await this.systems.open(tasks[0]!.mapId);
      await this.runner.run(action, { tasks, controller: tasks[0]!.controller, map, connector, signal: stopping });
      if (this.clock.now().getTime() > until) return true;
      await this.slots.keep(system, slot);
    }
    return true;
  }

  private wakeAt(lane: string, dueAt: Date): Promise<void> {
    return this.transactions.run((tx) => this.raise.signal(tx, 'work.lane', lane, { dueAt }));
  }
}
