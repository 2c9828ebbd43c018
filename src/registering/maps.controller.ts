import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { SystemAccess } from '../connectors/system-access.js';
import { schema } from '../datamap/load/schema.js';
import { SystemMapEntity } from '../datamap/versions/system-map.entity.js';
import { reaches, type StaffCaller } from '../people/staff-caller.js';
import { Access, CurrentCaller } from '../platform/http/access/access.js';
import { Problem } from '../platform/http/problems/problem.js';
import { RateLimit } from '../platform/http/rate/rate-limit.guard.js';
import { Transactions } from '../platform/queues/transactions.js';
import { DraftReading } from './draft-reading.js';
import { Drafts } from './drafts.js';
import { findingView } from './finding-view.js';
import { LintDto } from './registering.dto.js';
import { ConnectorsView, FindingsView, MapInForceView } from './registering-views.dto.js';
import { SystemNamePipe } from './system-name.pipe.js';

/** What is needed to write a map, and the maps in force. */
@ApiTags('systems')
@Controller('v1')
export class MapsController {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: SystemAccess,
    private readonly reading: DraftReading,
    private readonly drafts: Drafts,
  ) {}

  /** Connectors that are built in, each with the schema of its settings. */
  @Get('connectors')
  @Access('staff', { may: 'system.read' })
  connectors(): ConnectorsView {
    const connectors = this.access.factories().map(({ name, settings }) => ({ name, settings: { ...settings } }));
    return { connectors };
  }

  /** JSON Schema of the data map: editors complete by it. */
  @Get('maps/schema')
  @Access('staff', { may: 'system.read' })
  mapSchema(): Record<string, unknown> {
    return { ...schema };
  }

  /** Lints a text that is not kept. */
  @Post('maps/lint')
  @HttpCode(200)
  @RateLimit(240)
  @Access('staff', { may: 'system.manage' })
  async lint(@Body() { system, yaml }: LintDto): Promise<FindingsView> {
    const { findings } = await this.reading.read(this.transactions.manager, system, yaml);
    return { findings: findings.map(findingView) };
  }

  /** The map in force as it was written, and its versions, newest first. */
  @Get('systems/:system/map')
  @Access('staff', { may: 'system.read' })
  async inForce(
    @CurrentCaller() caller: StaffCaller,
    @Param('system', SystemNamePipe) system: string,
  ): Promise<MapInForceView> {
    const { manager } = this.transactions;
    const registered = await this.drafts.registered(manager, system);
    const versions = registered
      ? await manager.find(SystemMapEntity, {
          where: { systemId: registered.id },
          order: { version: 'DESC' },
          take: 200,
        })
      : [];
    const current = versions.find(({ id }) => id === registered?.currentMapId);
    if (!current || !reaches(caller, current.document.controllers)) throw new Problem('not-found');
    return {
      system,
      version: current.version,
      origin: current.origin,
      yaml: current.source,
      versions: versions.map(({ version, digest, origin, createdAt }) => ({
        version,
        digest: digest.toString('hex'),
        origin,
        createdAt,
      })),
    };
  }
}
