import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Identifier } from '../connectors/kit/contract.js';
import { ConnectorError } from '../connectors/kit/errors.js';
import type { SystemMap } from '../datamap/language.js';
import { DataMaps } from '../datamap/versions/data-maps.js';
import { Ledger } from '../ledger/ledger.js';
import { reaches, type StaffCaller } from '../people/staff-caller.js';
import { Clock } from '../platform/clock/clock.js';
import { canonicalise } from '../platform/crypto/canonical.js';
import { Access, CurrentCaller } from '../platform/http/access/access.js';
import { Problem } from '../platform/http/problems/problem.js';
import { RateLimit } from '../platform/http/rate/rate-limit.guard.js';
import { Transactions } from '../platform/queues/transactions.js';
import { Controllers } from '../requests/controllers.js';
import { Systems } from '../work/systems.js';
import { DraftReading } from './draft-reading.js';
import { LiveLook } from './live-look.js';
import { TrialDto, type TrialIdentifierDto } from './registering.dto.js';
import { TrialView } from './registering-views.dto.js';
import { SystemDrafts } from './system-drafts.js';
import { SystemNamePipe } from './system-name.pipe.js';
import { Trial, type TrialResult } from './trial.js';

/** A map is tried on one test person: read, judged, shown as counts. Nothing is changed, nothing of her is kept. */
@ApiTags('systems')
@Controller('v1/systems/:system/trials')
export class TrialsController {
  constructor(
    private readonly transactions: Transactions,
    private readonly controllers: Controllers,
    private readonly systemDrafts: SystemDrafts,
    private readonly reading: DraftReading,
    private readonly live: LiveLook,
    private readonly maps: DataMaps,
    private readonly systems: Systems,
    private readonly trial: Trial,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  /** What would be found of this person, and what an erasure would make of it. */
  @Post()
  @HttpCode(200)
  @RateLimit(30)
  @Access('staff', { may: 'system.manage' })
  async run(
    @CurrentCaller() caller: StaffCaller,
    @Param('system', SystemNamePipe) system: string,
    @Body() body: TrialDto,
  ): Promise<TrialView> {
    const { manager } = this.transactions;
    await this.systemDrafts.assertHers(manager, caller, [body.controller]);
    const controller = (await this.controllers.bySlug(body.controller))!;
    const identifiers = body.identifiers.map((one, index) => canonical(one, index, controller.country));
    const tried = body.draft === true ? await this.draft(caller, system) : await this.inForce(caller, system);
    if (!tried.map.controllers.includes(body.controller)) throw new Problem('unknown-controller');
    // Written before anybody is looked up: who looked, and in which system, stays on record whatever comes of it.
    await this.transactions.run((tx) =>
      this.ledger.append(tx, {
        kind: 'map.tried',
        by: caller.actor,
        at: this.clock.now(),
        data: { system, version: tried.version, draft: body.draft === true },
      }),
    );
    try {
      const result = await tried.look((connector) => this.trial.run(connector, tried.map, controller, identifiers));
      return { system, draft: body.draft === true, version: tried.version, ...result };
    } catch (error) {
      if (error instanceof ConnectorError) throw new Problem('system-unreachable', { detail: error.message });
      throw error;
    }
  }

  private async draft(caller: StaffCaller, system: string): Promise<Tried> {
    const { manager } = this.transactions;
    const draft = await this.systemDrafts.visible(manager, caller, system);
    const { map, usable } = await this.reading.read(manager, system, draft.yaml);
    if (!map || !usable) throw new Problem('map-refused');
    await this.systemDrafts.assertHers(manager, caller, map.controllers);
    return { map, version: draft.revision, look: (work) => this.live.with(map, work) };
  }

  private async inForce(caller: StaffCaller, system: string): Promise<Tried> {
    const current = await this.maps.ofSystem(this.transactions.manager, system);
    if (!current || !reaches(caller, current.map.controllers)) throw new Problem('not-found');
    return {
      map: current.map,
      version: current.version,
      look: async (work) => work((await this.systems.open(current.id)).connector),
    };
  }
}

interface Tried {
  map: SystemMap;
  version: number;
  look(work: (connector: Parameters<Trial['run']>[0]) => Promise<TrialResult>): Promise<TrialResult>;
}

function canonical({ kind, value }: TrialIdentifierDto, index: number, country: string): Identifier {
  const spelt = canonicalise(kind, value, { country });
  if (spelt.ok) return { kind, value: spelt.value };
  throw new Problem('validation-failed', {
    errors: [{ pointer: `/identifiers/${index}/value`, rule: spelt.code, detail: `This is no ${kind}.` }],
  });
}
