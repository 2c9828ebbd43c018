import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { startOfLegalDay } from '../laws/legal-day.js';
import { Clock } from '../platform/clock/clock.js';
import { Journey } from '../requests/journey.js';
import { nextOn } from '../requests/journey-table.js';
import { Raise } from '../requests/raise.js';
import { SubjectRequest } from '../requests/request.entity.js';
import { type CaseFile, RequestsRepository } from '../requests/requests.repository.js';
import { Approvals } from './approvals.js';
import { PlansRepository } from './plans.repository.js';

/** What a decided request still waits for; null when it may take effect. */
export type WaitsFor = 'approval' | 'hold' | 'objection-window' | 'copy' | 'confirmation' | null;

const HOUR_MS = 3_600_000;

/** Lets a request take effect when everything it waits for has happened: approval, no hold, the window, the copy, her word. */
@Injectable()
export class Gate {
  constructor(
    private readonly requests: RequestsRepository,
    private readonly plans: PlansRepository,
    private readonly approvals: Approvals,
    private readonly journey: Journey,
    private readonly raise: Raise,
    private readonly clock: Clock,
  ) {}

  /** Looks at a request in `deciding`, and moves it on if nothing keeps it. Locks the request. */
  async look(manager: EntityManager, requestId: string): Promise<WaitsFor> {
    const file = await this.requests.lockedIn(manager, requestId, (state) => state === 'deciding');
    if (!file) return null;
    const waits = await this.waitsFor(manager, file);
    if (waits === 'objection-window') {
      await this.raise.signal(manager, 'planning.gate', requestId, {
        dueAt: file.request.notBefore!,
        deadline: file.request.dueOn,
      });
    }
    if (waits === null && nextOn(file.request.road, 'deciding') === 'working') {
      await this.journey.advance(manager, file.request, 'plan-approved');
    }
    return waits;
  }

  async waitsFor(manager: EntityManager, file: CaseFile): Promise<WaitsFor> {
    const plan = await this.plans.living(manager, file.request.id);
    if (!plan) return 'approval';
    if (plan.state !== 'approved' && !(await this.approvals.byPolicy(manager, file, plan))) return 'approval';
    if (await this.requests.held(manager, file.case.id)) return 'hold';
    const { notBefore, afterRequestId, confirmedAt } = file.request;
    if (notBefore && notBefore > this.clock.now()) return 'objection-window';
    if (afterRequestId) {
      const copy = await manager.findOneByOrFail(SubjectRequest, { id: afterRequestId });
      const ready = copy.firstAnsweredAt !== null || copy.state === 'closed';
      const moot = copy.state === 'refused' || copy.state === 'withdrawn';
      if (!ready && !moot) return 'copy';
      if (!confirmedAt && !(await this.dayHasCome(manager, file, copy))) return 'confirmation';
    }
    return null;
  }

  /** She let the erasure follow some days after the copy, was told which day that is, and it has come. */
  private async dayHasCome(manager: EntityManager, file: CaseFile, copy: SubjectRequest): Promise<boolean> {
    const { eraseOn, dueOn, id } = file.request;
    if (eraseOn === null) return false;
    const now = this.clock.now();
    const day = startOfLegalDay(Temporal.PlainDate.from(eraseOn), file.controller.zone);
    // A copy to which something is being added is not ready, whatever the day.
    if (day <= now && copy.state === 'closed') return true;
    const dueAt = day <= now ? new Date(now.getTime() + HOUR_MS) : day;
    await this.raise.signal(manager, 'planning.gate', id, { dueAt, deadline: dueOn });
    return false;
  }
}
