import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { legalDay } from '../laws/legal-day.js';
import type { Actor } from '../ledger/ledger-entry.js';
import { Ledger } from '../ledger/ledger.js';
import { Clock } from '../platform/clock/clock.js';
import type { CaseFile } from '../requests/requests.repository.js';
import { Duties } from '../requests/duties.js';
import { Plan } from './plan.entity.js';
import { PlansRepository } from './plans.repository.js';

export type Approval =
  | { outcome: 'approved'; singlePerson: boolean }
  /** `plan-changed`: the hash is not that of the plan that counts now; nothing is approved that was not seen. */
  | { outcome: 'no-plan' | 'plan-changed' | 'already-approved' }
  /** The same person recorded the request or accepted the identity (practice 28). */
  | { outcome: 'duties-not-apart'; duty: string };

/** Approves plans by their hash. */
@Injectable()
export class Approvals {
  constructor(
    private readonly plans: PlansRepository,
    private readonly duties: Duties,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  async byOfficer(manager: EntityManager, file: CaseFile, hash: string, staffId: string, by: Actor): Promise<Approval> {
    const plan = await this.plans.living(manager, file.request.id);
    if (!plan) return { outcome: 'no-plan' };
    if (plan.hash !== hash) return { outcome: 'plan-changed' };
    if (plan.state === 'approved') return { outcome: 'already-approved' };
    const duty = await this.duties.heldBy(manager, file.case.id, staffId);
    const until = file.controller.policy.singlePersonUntil;
    const allowed =
      until !== undefined && Temporal.PlainDate.compare(Temporal.PlainDate.from(until), this.today(file)) >= 0;
    if (duty && !allowed) return { outcome: 'duties-not-apart', duty };
    const singlePerson = duty !== null;
    await this.write(manager, file, plan, { staffId, by, singlePerson });
    return { outcome: 'approved', singlePerson };
  }

  /**
   * Approves where the controller's policy says that such plans need no person. A plan in which anything would be
   * destroyed against doubt (a system that could not be searched) is never approved by policy.
   */
  async byPolicy(manager: EntityManager, file: CaseFile, plan: Plan): Promise<boolean> {
    if (!file.controller.policy.approveAutomatically.includes(file.request.right)) return false;
    const doubt = plan.document.systems.some((system) => system.unsearched !== undefined);
    if (doubt) return false;
    await this.write(manager, file, plan, { staffId: null, by: { role: 'service' }, singlePerson: false });
    return true;
  }

  private async write(
    manager: EntityManager,
    file: CaseFile,
    plan: Plan,
    how: { staffId: string | null; by: Actor; singlePerson: boolean },
  ): Promise<void> {
    const at = this.clock.now();
    await manager.update(
      Plan,
      { id: plan.id },
      { state: 'approved', approvedAt: at, approvedBy: how.staffId, singlePerson: how.singlePerson },
    );
    await this.ledger.append(manager, {
      kind: 'plan.approved',
      case: file.case.ledgerId,
      request: file.request.ledgerId,
      by: how.by,
      at,
      data: { hash: plan.hash, singlePerson: how.singlePerson },
    });
  }

  private today(file: CaseFile): Temporal.PlainDate {
    return legalDay(this.clock.now(), file.controller.zone);
  }
}
