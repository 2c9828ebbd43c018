import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../platform/clock/clock.js';
import { newId } from '../platform/ids/ids.js';
import { Raise } from '../requests/raise.js';
import type { Signal } from '../requests/signals.js';
import type { Action } from './task.entity.js';
import { TasksRepository } from './tasks.repository.js';

/** Sorts last where a law sets no date. */
export const NO_DEADLINE = '9999-12-31';

export interface OrderedTask {
  system: string;
  mapId: string;
  rowSet?: string;
}

export interface NewOrder {
  request: { id: string; caseId: string; controllerId: string; dueOn: string | null };
  action: Action;
  round: number;
  signal: Signal;
  tasks: readonly OrderedTask[];
}

/** Gives work to the lanes: one task a system, one wake a lane, one signal when all have ended. */
@Injectable()
export class WorkOrders {
  constructor(
    private readonly tasks: TasksRepository,
    private readonly raise: Raise,
    private readonly clock: Clock,
  ) {}

  /** @returns the id of the order. An order without tasks raises its signal at once. */
  async place(manager: EntityManager, order: NewOrder): Promise<string> {
    const { request, action, round, signal } = order;
    const placed = {
      id: newId(),
      requestId: request.id,
      caseId: request.caseId,
      controllerId: request.controllerId,
      action,
      round,
      signal,
      deadline: request.dueOn ?? NO_DEADLINE,
      createdAt: this.clock.now(),
    };
    const tasks = order.tasks.map(({ system, mapId, rowSet }) => ({
      id: newId(),
      system,
      mapId,
      rowSet: rowSet ?? null,
    }));
    const lanes = [...new Set(tasks.map(({ system }) => `${system}.${action}`))];
    const deadline = request.dueOn;
    const wakes =
      tasks.length > 0
        ? this.raise.wakes('work.lane', lanes, { deadline })
        : this.raise.wakes(signal, request.id, { deadline });
    await this.tasks.place(manager, placed, tasks, wakes);
    return placed.id;
  }
}
