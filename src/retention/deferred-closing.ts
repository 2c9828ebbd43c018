import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { legalDay } from '../laws/legal-day.js';
import { isReasonCode, type ReasonCode } from '../ledger/reasons.js';
import { Clock } from '../platform/clock/clock.js';
import type { CaseFile } from '../requests/requests.repository.js';
import type { DeferredErasure } from '../work/deferred/deferred-erasure.entity.js';
import { DeferredErasures } from '../work/deferred/deferred-erasures.js';
import { Task } from '../work/task.entity.js';
import { laterDay } from './deferred-due.js';

/** What a deferred erasure has come to when the request that carried it out has ended. */
@Injectable()
export class DeferredClosing {
  constructor(
    private readonly deferred: DeferredErasures,
    private readonly clock: Clock,
  ) {}

  async close(manager: EntityManager, file: CaseFile): Promise<void> {
    const tasks = await manager.findBy(Task, { requestId: file.request.id, action: 'erase' });
    for (const one of await this.deferred.ofWork(manager, file.request.id)) {
      if (one.settledAt || one.stoppedAt) continue;
      const code = this.ending(file, one, tasks);
      if (code === null) {
        const later = laterDay(legalDay(this.clock.now(), file.controller.zone));
        await this.deferred.postpone(manager, one, this.because(file), later.toString());
      } else {
        await this.deferred.settle(manager, one, code);
      }
    }
  }

  /** How it ended, or null when nothing was erased. */
  private ending(file: CaseFile, one: DeferredErasure, tasks: readonly Task[]): ReasonCode | null {
    if (file.request.state !== 'closed') return null;
    const own = tasks.filter((task) => task.system === one.system && task.state !== 'cancelled');
    if (own.length === 0) return 'nothing-left';
    if (own.some((task) => task.state !== 'done')) return null;
    const settled = own.map((task) => task.outcome?.['settled']).find((how) => how !== undefined);
    if (settled === undefined) return 'fully-complied';
    return settled === 'done-by-hand' ? 'done-by-hand' : null;
  }

  private because(file: CaseFile): ReasonCode {
    const { outcome, state } = file.request;
    return state !== 'closed' && outcome !== null && isReasonCode(outcome) ? outcome : 'not-possible';
  }
}
