import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Localised, Strategy } from '../datamap/language.js';
import { Laws } from '../laws/laws.js';
import type { CaseFile } from '../requests/requests.repository.js';
import { Systems } from '../work/systems.js';
import { outcomeWord, readVerdict } from '../work/verdict.js';
import { Gate } from './gate.js';
import { PlansRepository } from './plans.repository.js';

export interface PlannedGroupView {
  collection: string;
  title: Localised;
  records: number;
  /** `erased`, `masked`, `retained`, `necessary`, `kept`, `held`. */
  outcome: string;
  action: string;
  ground: { id: string; title: Localised; citation: string } | null;
  until: string | null;
  masked: Record<string, Strategy> | null;
  kept: string[] | null;
}

export interface PlannedSystemView {
  system: string;
  title: Localised;
  groups: PlannedGroupView[];
  /** Why the system could not be searched; the plan does not speak of it. */
  unsearched: string | null;
  /** Erased here is erased for good, or after how long, and what stays whatever we do. */
  irreversible: boolean;
  doneMeans: { deletion: string; after: string | null; residue: string | null; evidence: string };
  copies: { title: Localised; kind: string; kept: string }[];
}

export interface PlanView {
  id: string;
  hash: string;
  state: string;
  drawnAt: Date;
  approvedAt: Date | null;
  singlePerson: boolean;
  waitsFor: string | null;
  notBefore: Date | null;
  systems: PlannedSystemView[];
}

/** The plan as the approver reads it: with titles, grounds and what "done" means in each system. */
@Injectable()
export class PlanPreview {
  constructor(
    private readonly plans: PlansRepository,
    private readonly systems: Systems,
    private readonly laws: Laws,
    private readonly gate: Gate,
  ) {}

  async of(manager: EntityManager, file: CaseFile): Promise<PlanView | null> {
    const plan = await this.plans.living(manager, file.request.id);
    if (!plan) return null;
    const systems: PlannedSystemView[] = [];
    for (const planned of plan.document.systems) {
      const { map, connector } = await this.systems.open(planned.map);
      const { done, evidence } = connector.describe();
      systems.push({
        system: planned.system,
        title: map.title,
        groups: planned.groups.map((group) => {
          const verdict = readVerdict(group.verdict);
          const ground = this.laws.grounds.get(verdict.ground);
          return {
            collection: group.collection,
            title: map.collections[group.collection]?.title ?? group.collection,
            records: group.records,
            outcome: verdict.because === 'held' ? 'held' : outcomeWord(verdict),
            action: verdict.action,
            ground: ground ? { id: ground.id, title: ground.title, citation: ground.citation } : null,
            until: verdict.until ?? null,
            masked: group.masked ?? null,
            kept: group.kept ?? null,
          };
        }),
        unsearched: planned.unsearched ?? null,
        irreversible: planned.irreversible,
        doneMeans: { deletion: done.deletion, after: done.after ?? null, residue: done.residue ?? null, evidence },
        copies: Object.values(map.copies),
      });
    }
    return {
      id: plan.id,
      hash: plan.hash,
      state: plan.state,
      drawnAt: plan.drawnAt,
      approvedAt: plan.approvedAt,
      singlePerson: plan.singlePerson,
      waitsFor: file.request.state === 'deciding' ? await this.gate.waitsFor(manager, file) : null,
      notBefore: file.request.notBefore,
      systems,
    };
  }
}
