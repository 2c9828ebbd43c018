import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataMaps } from '../datamap/versions/data-maps.js';
import { bilingual } from '../datamap/bilingual.dto.js';
import { reaches, type StaffCaller } from '../people/staff-caller.js';
import { Access, CurrentCaller } from '../platform/http/access/access.js';
import { Problem } from '../platform/http/problems/problem.js';
import { Transactions } from '../platform/queues/transactions.js';
import { Systems } from '../work/systems.js';
import { healthOf } from './health.js';
import { HealthView } from './registering-views.dto.js';
import { SystemNamePipe } from './system-name.pipe.js';
import { SystemsView } from './systems.dto.js';

/** Registered systems, and whether we can reach them. */
@ApiTags('systems')
@Controller('v1/systems')
export class SystemsController {
  constructor(
    private readonly transactions: Transactions,
    private readonly maps: DataMaps,
    private readonly systems: Systems,
  ) {}

  @Get()
  @Access('staff', { may: 'system.read' })
  async list(@CurrentCaller() caller: StaffCaller): Promise<SystemsView> {
    const { manager } = this.transactions;
    const hers = (await this.maps.current(manager)).filter(({ map }) => reaches(caller, map.controllers));
    const rows = await manager.query<{ slug: string; surveyedAt: Date | null; errands: number }[]>(
      `SELECT s.slug, s.surveyed_at AS "surveyedAt",
              (SELECT count(*)::int FROM errand e JOIN controller k ON k.id = e.controller_id
               WHERE e.system = s.slug AND e.settled_at IS NULL AND ($2::text[] IS NULL OR k.slug = ANY ($2))) AS errands
       FROM system s WHERE s.slug = ANY ($1)`,
      [hers.map(({ slug }) => slug), caller.controllers],
    );
    const known = new Map(rows.map((row) => [row.slug, row]));
    return {
      systems: hers.map(({ slug, map, version, origin }) => ({
        system: slug,
        title: bilingual(map.title),
        connector: map.connector,
        controllers: map.controllers,
        version,
        origin,
        collections: Object.keys(map.collections).length,
        surveyedAt: known.get(slug)?.surveyedAt ?? null,
        errands: known.get(slug)?.errands ?? 0,
      })),
    };
  }

  /** Asks the system whether it answers and which rights we have there; nothing is changed. */
  @Post(':system/check')
  @HttpCode(200)
  @Access('staff', { may: 'system.read' })
  async check(
    @CurrentCaller() caller: StaffCaller,
    @Param('system', SystemNamePipe) system: string,
  ): Promise<HealthView> {
    const current = await this.maps.ofSystem(this.transactions.manager, system);
    if (!current || !reaches(caller, current.map.controllers)) throw new Problem('not-found');
    return healthOf(async () => (await this.systems.open(current.id)).connector.check());
  }
}
