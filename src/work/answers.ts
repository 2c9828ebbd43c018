import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../platform/clock/clock.js';
import { Raise } from '../requests/raise.js';
import { RequestLines } from '../requests/request-lines.js';
import { TasksRepository } from './tasks.repository.js';

/** What somebody does who has received a system's answer. */
@Injectable()
export class Answers {
  constructor(
    private readonly tasks: TasksRepository,
    private readonly lines: RequestLines,
    private readonly raise: Raise,
    private readonly clock: Clock,
  ) {}

  /**
   * The answer for which a task waits is there: its system is called again at once. In the transaction that writes the
   * answer down, so that none is slept through. A search that had been left to a person for want of it goes on, and
   * whatever errand there was for want of it is over.
   */
  async arrived(manager: EntityManager, taskId: string): Promise<void> {
    const task = await this.tasks.answered(manager, taskId);
    if (!task) return;
    if (task.state === 'parked' && task.code !== 'wait-expired') return;
    if (task.state === 'parked') await this.tasks.unpark(manager, taskId);
    const [settled]: [{ requestId: string }[]] = await manager.query(
      `UPDATE errand SET settled_at = $2, outcome = 'no-longer-needed'
       WHERE task_id = $1 AND kind IN ('wait-expired', 'owner-asked') AND settled_at IS NULL RETURNING request_id AS "requestId"`,
      [taskId, this.clock.now()],
    );
    await this.lines.refresh(
      manager,
      settled.map(({ requestId }) => requestId),
      'errands',
    );
    await this.raise.signal(manager, 'work.lane', `${task.system}.${task.action}`);
  }
}
