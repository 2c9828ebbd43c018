import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { legalDay } from '../laws/legal-day.js';
import type { Actor } from '../ledger/ledger-entry.js';
import { Ledger } from '../ledger/ledger.js';
import { Clock } from '../platform/clock/clock.js';
import type { CaseFile } from '../requests/requests.repository.js';
import { Duties } from '../requests/duties.js';
import { isDeferred } from '../requests/road.js';
import { DeferredErasures } from '../work/deferred/deferred-erasures.js';
import { DataMaps } from '../datamap/versions/data-maps.js';
import type { HeldDuty } from './held-duty.js';
import { Plan } from './plan.entity.js';
import { recordsIn } from './plan.js';
import { PlansRepository } from './plans.repository.js';
import { StandingApprovals } from './standing-approvals.js';

export type Approval =
  | { outcome: 'approved'; singlePerson: boolean }
  /** `plan-changed`: the hash is not that of the plan that counts now; nothing is approved that was not seen. */
  | { outcome: 'no-plan' | 'plan-changed' | 'already-approved' }
  /** The same person recorded the request, accepted the identity or wrote a map that the plan rests on (practice 28). */
  | { outcome: 'duties-not-apart'; duty: HeldDuty };

/** Approves plans by their hash. */
@Injectable()
export class Approvals {
  constructor(
    private readonly plans: PlansRepository,
    private readonly duties: Duties,
    private readonly maps: DataMaps,
    private readonly deferred: DeferredErasures,
    private readonly standing: StandingApprovals,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  async byOfficer(manager: EntityManager, file: CaseFile, hash: string, staffId: string, by: Actor): Promise<Approval> {
    const plan = await this.plans.living(manager, file.request.id);
    if (!plan) return { outcome: 'no-plan' };
    if (plan.hash !== hash) return { outcome: 'plan-changed' };
    if (plan.state === 'approved') return { outcome: 'already-approved' };
    const duty = await this.dutyOf(manager, file, plan, staffId);
    if (duty && !this.singleAllowed(file)) return { outcome: 'duties-not-apart', duty };
    const singlePerson = duty !== null;
    await this.write(manager, file, plan, { staffId, by, singlePerson, ...(duty ? { duty } : {}) });
    return { outcome: 'approved', singlePerson };
  }

  /**
   * Approves where the controller's policy says that such plans need no person. A plan in which anything would be
   * destroyed against doubt (a system that could not be searched) is never approved by policy.
   */
  async byPolicy(manager: EntityManager, file: CaseFile, plan: Plan): Promise<boolean> {
    const doubt = plan.document.systems.some((system) => system.unsearched !== undefined);
    if (doubt) return false;
    // Years later the policy of then is no authority: an officer's dated permission is, or somebody looks at it.
    if (isDeferred(file.request)) return this.byStanding(manager, file, plan);
    if (!file.controller.policy.approveAutomatically.includes(file.request.right)) return false;
    await this.write(manager, file, plan, { staffId: null, by: { role: 'service' }, singlePerson: false });
    return true;
  }

  /** Approves a deferred erasure all of whose grounds are covered by standing approvals; one of nothing needs none. */
  private async byStanding(manager: EntityManager, file: CaseFile, plan: Plan): Promise<boolean> {
    const how = { staffId: null, by: { role: 'service' as const }, singlePerson: false };
    if (recordsIn(plan.document) === 0) {
      await this.write(manager, file, plan, how);
      return true;
    }
    const going = (await this.deferred.ofWork(manager, file.request.id)).filter((one) => !one.stoppedAt);
    const grounds = [...new Set(going.map(({ ground }) => ground))];
    const covering = await this.standing.covering(
      manager,
      file.controller,
      grounds,
      async (givenBy) => this.singleAllowed(file) || (await this.dutyOf(manager, file, plan, givenBy)) === null,
    );
    if (covering === null) return false;
    await this.write(manager, file, plan, how);
    for (const approval of covering) {
      await this.ledger.append(manager, {
        kind: 'plan.covered',
        case: file.case.ledgerId,
        request: file.request.ledgerId,
        by: { role: 'service' },
        at: this.clock.now(),
        data: { hash: plan.hash, approval: approval.id },
      });
    }
    return true;
  }

  /** What would keep this person from approving the plan that counts, before she tries; null when nothing does. */
  async hindrance(manager: EntityManager, file: CaseFile, staffId: string): Promise<HeldDuty | null> {
    return this.singleAllowed(file) ? null : this.ownWork(manager, file, staffId);
  }

  /** What of her own work this person would approve: refused, or told of under the dated setting (practice 28). */
  async ownWork(manager: EntityManager, file: CaseFile, staffId: string): Promise<HeldDuty | null> {
    const plan = await this.plans.living(manager, file.request.id);
    return plan?.state === 'drawn' ? this.dutyOf(manager, file, plan, staffId) : null;
  }

  /** The duty that keeps this person from approving an erasure; of a copy nobody's map is a danger to anybody. */
  private async dutyOf(manager: EntityManager, file: CaseFile, plan: Plan, staffId: string): Promise<HeldDuty | null> {
    const held = await this.duties.heldBy(manager, file.case.id, staffId);
    if (held !== null || plan.document.right !== 'erasure') return held;
    const maps = plan.document.systems.filter(({ groups }) => groups.length > 0).map(({ map }) => map);
    return (await this.maps.authors(manager, maps)).includes(staffId) ? 'wrote-map' : null;
  }

  private singleAllowed(file: CaseFile): boolean {
    const until = file.controller.policy.singlePersonUntil;
    return until !== undefined && Temporal.PlainDate.compare(Temporal.PlainDate.from(until), this.today(file)) >= 0;
  }

  private async write(
    manager: EntityManager,
    file: CaseFile,
    plan: Plan,
    how: { staffId: string | null; by: Actor; singlePerson: boolean; duty?: HeldDuty },
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
      data: { hash: plan.hash, singlePerson: how.singlePerson, ...(how.duty ? { duty: how.duty } : {}) },
    });
  }

  private today(file: CaseFile): Temporal.PlainDate {
    return legalDay(this.clock.now(), file.controller.zone);
  }
}
