import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { bilingual } from '../datamap/bilingual.dto.js';
import type { SystemMap } from '../datamap/language.js';
import { Laws } from '../laws/laws.js';
import type { CaseFile } from '../requests/requests.repository.js';
import { Systems } from '../work/systems.js';
import { outcomeWord, readVerdict } from '../work/verdict.js';
import { Gate } from './gate.js';
import { planDiff } from './plan-diff.js';
import type { PlannedSystemView, PlanView } from './plan.dto.js';
import { planGraph } from './plan-graph.js';
import { recordsIn } from './plan.js';
import { PlansRepository } from './plans.repository.js';

/** The plan as the approver reads it: with titles, grounds and what "done" means in each system. */
@Injectable()
export class PlanPreview {
  constructor(
    private readonly plans: PlansRepository,
    private readonly systems: Systems,
    private readonly laws: Laws,
    private readonly gate: Gate,
  ) {}

  async of(manager: EntityManager, file: CaseFile): Promise<Omit<PlanView, 'ownWork'> | null> {
    const all = await this.plans.ofRequest(manager, file.request.id);
    const plan = all.find(({ state }) => state !== 'void');
    if (!plan) return null;
    const systems: { view: PlannedSystemView; map: SystemMap }[] = [];
    for (const planned of plan.document.systems) {
      const { map, connector } = await this.systems.open(planned.map);
      const { done, evidence, budgets = [] } = connector.describe();
      const view: PlannedSystemView = {
        system: planned.system,
        title: bilingual(map.title),
        groups: planned.groups.map((group) => {
          const verdict = readVerdict(group.verdict);
          const ground = this.laws.grounds.get(verdict.ground);
          return {
            collection: group.collection,
            title: bilingual(map.collections[group.collection]?.title ?? group.collection),
            records: group.records,
            outcome: verdict.because === 'held' ? 'held' : outcomeWord(verdict),
            action: verdict.action,
            ground: ground ? { id: ground.id, title: bilingual(ground.title), citation: ground.citation } : null,
            until: verdict.until ?? null,
            masked: group.masked ?? null,
            kept: group.kept ?? null,
          };
        }),
        unsearched: planned.unsearched ?? null,
        irreversible: planned.irreversible,
        doneMeans: {
          deletion: done.deletion,
          after: done.after ?? null,
          residue: done.residue === undefined ? null : bilingual(done.residue),
          returns: done.returns === undefined ? null : bilingual(done.returns),
          reversible: done.reversible,
          evidence,
          budgets: budgets.map(({ name, limit, per }) => ({ name, limit, per })),
        },
        copies: Object.values(map.copies).map(({ title, kind, kept }) => ({ title: bilingual(title), kind, kept })),
      };
      systems.push({ view, map });
    }
    return {
      id: plan.id,
      hash: plan.hash,
      state: plan.state,
      drawnAt: plan.drawnAt,
      approvedAt: plan.approvedAt,
      singlePerson: plan.singlePerson,
      waitsFor: file.request.state === 'deciding' ? await this.waitsFor(manager, file, plan.state) : null,
      notBefore: file.request.notBefore,
      records: recordsIn(plan.document),
      systems: systems.map(({ view }) => view),
      graph: planGraph(systems),
      diff: planDiff(
        plan,
        all,
        (system, name) => systems.find(({ view }) => view.system === system)?.map.collections[name]?.title ?? name,
      ),
    };
  }

  /** Looking at a plan decides nothing: whether policy approves is asked when it is drawn. */
  private async waitsFor(manager: EntityManager, file: CaseFile, state: string): Promise<string | null> {
    return state === 'approved' ? this.gate.waitsFor(manager, file) : 'approval';
  }
}
