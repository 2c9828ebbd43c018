import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataMaps, type MapVersion } from '../datamap/versions/data-maps.js';
import type { SubjectRequest } from '../requests/request.entity.js';
import { isDeferred } from '../requests/road.js';
import { SubjectCase } from '../requests/subject-case.entity.js';
import { DeferredErasures } from '../work/deferred/deferred-erasures.js';
import { RowSets } from '../work/row-sets.js';
import { TasksRepository } from '../work/tasks.repository.js';
import { WorkOrders } from '../work/work-orders.js';

/** Rounds of searching before a person is asked why it does not end. */
export const MOST_ROUNDS = 6;

/** Sends out the search for a person, round by round, over every system of her controller. */
@Injectable()
export class Search {
  constructor(
    private readonly maps: DataMaps,
    private readonly orders: WorkOrders,
    private readonly tasks: TasksRepository,
    private readonly rowSets: RowSets,
    private readonly deferred: DeferredErasures,
  ) {}

  /** Every system of the controller; for a deferred erasure those in which something was put off. */
  private async systems(manager: EntityManager, request: SubjectRequest): Promise<MapVersion[]> {
    const all = await this.maps.forController(manager, request.controllerId);
    if (!isDeferred(request)) return all;
    const { channel } = await manager.findOneByOrFail(SubjectCase, { id: request.caseId });
    if (channel === 'finding') return all;
    const sealed = new Set((await this.deferred.ofWork(manager, request.id)).map(({ system }) => system));
    return all.filter(({ slug }) => sealed.has(slug));
  }

  /** Begins anew: what an earlier search found, or still looks for, counts no more. */
  async begin(manager: EntityManager, request: SubjectRequest): Promise<void> {
    await this.tasks.cancel(manager, request.id);
    // What an older search could not reach is asked again by this one; left parked, it would keep the case open for good.
    await manager.query(
      `UPDATE task SET state = 'cancelled', done_at = now() WHERE request_id = $1 AND action = 'locate' AND state = 'parked'`,
      [request.id],
    );
    await this.rowSets.drop(manager, request.id, 'located');
    await this.round(manager, request, 0);
  }

  async round(manager: EntityManager, request: SubjectRequest, round: number): Promise<void> {
    const systems = await this.systems(manager, request);
    await this.orders.place(manager, {
      request,
      action: 'locate',
      round,
      signal: 'planning.located',
      tasks: systems.map((system) => ({ system: system.slug, mapId: system.id })),
    });
  }
}
