import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { SystemMap } from '../datamap/language.js';
import { DataMaps } from '../datamap/versions/data-maps.js';
import { Laws } from '../laws/laws.js';
import { Clocks } from '../requests/clocks.js';
import { isCopy } from '../requests/road.js';
import { Identifiers } from '../requests/identifiers.js';
import { Raise } from '../requests/raise.js';
import type { CaseFile } from '../requests/requests.repository.js';
import { startOfLegalDay } from '../laws/legal-day.js';
import { MarketingBlocks } from '../suppression/marketing-blocks.js';
import { Errands } from '../work/errands.js';
import { type OrderedTask, WorkOrders } from '../work/work-orders.js';
import { PlansRepository } from './plans.repository.js';

/** Does any collection of the system say how an opt-out is recorded there? */
export function recordsOptOut(map: SystemMap): boolean {
  return Object.values(map.collections).some((collection) => collection.optOut);
}

/** Makes the tasks by which a request takes effect, each by what its right's road says. */
@Injectable()
export class Execution {
  constructor(
    private readonly laws: Laws,
    private readonly plans: PlansRepository,
    private readonly maps: DataMaps,
    private readonly orders: WorkOrders,
    private readonly errands: Errands,
    private readonly identifiers: Identifiers,
    private readonly blocks: MarketingBlocks,
    private readonly clocks: Clocks,
    private readonly raise: Raise,
  ) {}

  async begin(manager: EntityManager, file: CaseFile): Promise<void> {
    const { road } = this.laws.pinned(file.request.law).right(file.request.right);
    if (road.effect === 'marketing_stop') await this.blockMarketing(manager, file);
    if (road.execution === 'errand') {
      await this.errands.openFor(manager, file, { kind: 'by-hand' });
    } else if (road.effect === 'opt_out') {
      await this.optOut(manager, file);
    } else {
      await this.byPlan(manager, file, isCopy(road.effect) ? 'collect' : 'erase');
    }
    await this.wakeInTime(manager, file);
  }

  /** Art. 21(3) GDPR: unconditional, without proof, on the contact given; the entry outlives every erasure (practice 5, 15). */
  private async blockMarketing(manager: EntityManager, file: CaseFile): Promise<void> {
    const given = (await this.identifiers.ofCase(manager, file.case.id)).filter((one) => one.round === 0);
    await this.blocks.write(
      manager,
      file.controller.id,
      given.map(({ kind, value }) => ({ kind, value })),
      'objection',
    );
  }

  private async byPlan(manager: EntityManager, file: CaseFile, action: 'collect' | 'erase'): Promise<void> {
    const plan = await this.plans.living(manager, file.request.id);
    if (!plan) throw new Error('A request is at work without a plan.');
    // Of a lesser request the search is all there is: where something was found is told, and nothing is copied.
    const tasks: OrderedTask[] = (file.request.treatedAs === 'categories' ? [] : plan.document.systems)
      .filter((system) => system.groups.length > 0)
      .map((system) => ({ system: system.system, mapId: system.map, rowSet: plan.id }));
    await this.orders.place(manager, { request: file.request, action, round: 0, signal: 'planning.executed', tasks });
  }

  /** Every system that sells must acknowledge; one that cannot record it is told by a person (practice 19). */
  private async optOut(manager: EntityManager, file: CaseFile): Promise<void> {
    const systems = await this.maps.forController(manager, file.controller.id);
    const able = systems.filter(({ map }) => recordsOptOut(map));
    await this.orders.place(manager, {
      request: file.request,
      action: 'optOut',
      round: 0,
      signal: 'planning.executed',
      tasks: able.map((system) => ({ system: system.slug, mapId: system.id })),
    });
    for (const system of systems.filter(({ map }) => map.sells && !recordsOptOut(map))) {
      await this.errands.openFor(manager, file, {
        kind: 'by-hand',
        system: system.slug,
      });
    }
  }

  /** An answer goes out five working days before it is due, whatever is still pending then (practice 1). */
  async wakeInTime(manager: EntityManager, file: CaseFile): Promise<void> {
    const [clock] = await this.clocks.of(manager, file);
    if (!clock) return;
    const dueAt = startOfLegalDay(clock.answerBy, file.controller.zone);
    await this.raise.signal(manager, 'planning.executed', file.request.id, { dueAt });
  }
}
