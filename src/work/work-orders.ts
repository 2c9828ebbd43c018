import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../platform/clock/clock.js';
import { newId } from '../platform/ids/ids.js';
import { Raise } from '../requests/raise.js';
import type { Signal } from '../requests/signals.js';
import type { Action } from './task.entity.js';
import { TasksRepository } from './tasks.repository.js';
import { WorkOrder } from './work-order.entity.js';

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
    const id = newId();
    await manager.insert(WorkOrder, {
      id,
      requestId: order.request.id,
      action: order.action,
      round: order.round,
      open: order.tasks.length,
      signal: order.signal,
      createdAt: this.clock.now(),
    });
    if (order.tasks.length === 0) {
      await this.raise.signal(manager, order.signal, order.request.id, { deadline: order.request.dueOn });
      return id;
    }
    await this.tasks.insert(
      manager,
      order.tasks.map((task) => ({
        id: newId(),
        orderId: id,
        requestId: order.request.id,
        caseId: order.request.caseId,
        controllerId: order.request.controllerId,
        system: task.system,
        mapId: task.mapId,
        action: order.action,
        round: order.round,
        deadline: order.request.dueOn ?? NO_DEADLINE,
        rowSet: task.rowSet ?? null,
      })),
    );
    const lanes = [...new Set(order.tasks.map((task) => `${task.system}.${order.action}`))];
    await this.raise.signal(manager, 'work.lane', lanes, { deadline: order.request.dueOn });
    return id;
  }
}
