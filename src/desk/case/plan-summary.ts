import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Gate } from '../../planning/gate.js';
import { recordsIn } from '../../planning/plan.js';
import { PlansRepository } from '../../planning/plans.repository.js';
import type { CaseFile } from '../../requests/requests.repository.js';
import type { PlanSummary } from './case.dto.js';

/** The plan that counts, in a line. */
@Injectable()
export class PlanSummaries {
  constructor(
    private readonly plans: PlansRepository,
    private readonly gate: Gate,
  ) {}

  async of(manager: EntityManager, file: CaseFile): Promise<PlanSummary | null> {
    const all = await this.plans.ofRequest(manager, file.request.id);
    const plan = all.find(({ state }) => state !== 'void');
    if (!plan) return null;
    const { systems } = plan.document;
    return {
      id: plan.id,
      hash: plan.hash,
      state: plan.state,
      drawnAt: plan.drawnAt,
      approvedAt: plan.approvedAt,
      singlePerson: plan.singlePerson,
      systems: systems.length,
      records: recordsIn(plan.document),
      irreversible: systems.filter(({ irreversible }) => irreversible).length,
      unsearched: systems.filter(({ unsearched }) => unsearched !== undefined).length,
      waitsFor: file.request.state === 'deciding' ? await this.waitsFor(manager, file, plan.state) : null,
      drifted: all.some(({ state, approvedAt }) => state === 'void' && approvedAt !== null),
    };
  }

  /** Looking at a case decides nothing: whether policy approves is asked when the plan is drawn. */
  private async waitsFor(manager: EntityManager, file: CaseFile, state: string): Promise<string | null> {
    return state === 'approved' ? this.gate.waitsFor(manager, file) : 'approval';
  }
}
