import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Health } from '../connectors/kit/contract.js';
import { ConnectorError } from '../connectors/kit/errors.js';
import { DataMaps } from '../datamap/versions/data-maps.js';
import type { Localised, SystemMap } from '../datamap/language.js';
import type { StaffCaller } from '../people/staff-caller.js';
import { Access, CurrentCaller } from '../platform/http/access/access.js';
import { Problem } from '../platform/http/problems/problem.js';
import { Transactions } from '../platform/queues/transactions.js';
import { Systems } from '../work/systems.js';

export interface SystemView {
  system: string;
  title: Localised;
  connector: string;
  controllers: string[];
  version: number;
  origin: string;
  collections: number;
}

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
  async list(@CurrentCaller() caller: StaffCaller): Promise<{ systems: SystemView[] }> {
    const all = await this.maps.current(this.transactions.manager);
    const current = all.filter(({ map }) => isHers(caller, map));
    return {
      systems: current.map(({ slug, map, version, origin }) => ({
        system: slug,
        title: map.title,
        connector: map.connector,
        controllers: map.controllers,
        version,
        origin,
        collections: Object.keys(map.collections).length,
      })),
    };
  }

  /** Asks the system whether it answers and which rights we have there; nothing is changed. */
  @Post(':system/check')
  @HttpCode(200)
  @Access('staff', { may: 'system.read' })
  async check(@CurrentCaller() caller: StaffCaller, @Param('system') system: string): Promise<Health> {
    const current = /^[a-z][a-z0-9_-]{0,62}$/.test(system)
      ? await this.maps.ofSystem(this.transactions.manager, system)
      : null;
    if (!current || !isHers(caller, current.map)) throw new Problem('not-found');
    try {
      const { connector } = await this.systems.open(current.id);
      return await connector.check();
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error;
      return { reachable: false, rights: [], problems: [{ code: error.code, detail: error.message }] };
    }
  }
}

/** A system is hers when it holds data of one of her controllers. */
function isHers(caller: StaffCaller, map: SystemMap): boolean {
  return caller.controllers === null || map.controllers.some((slug) => caller.controllers!.includes(slug));
}
