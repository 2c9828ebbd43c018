import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ConnectorError } from '../connectors/kit/errors.js';
import type { StaffCaller } from '../people/staff-caller.js';
import { Access, CurrentCaller } from '../platform/http/access/access.js';
import { Problem } from '../platform/http/problems/problem.js';
import { RateLimit } from '../platform/http/rate/rate-limit.guard.js';
import { Transactions } from '../platform/queues/transactions.js';
import { Activation } from './activation.js';
import { DraftReading, type ReadDraft } from './draft-reading.js';
import { bareMap, type Reach } from './draft-text.js';
import { Drafts } from './drafts.js';
import { findingView } from './finding-view.js';
import { LiveLook } from './live-look.js';
import { ActivationDto, ConnectionDto, DraftTextDto, NewSystemDto } from './registering.dto.js';
import {
  ActivatedView,
  DraftsView,
  DraftView,
  FindingsView,
  HealthView,
  ProposalView,
} from './registering-views.dto.js';
import type { SystemDraft } from './system-draft.entity.js';
import { SystemDrafts } from './system-drafts.js';
import { SystemNamePipe } from './system-name.pipe.js';

/** An engineer registers a system: connection, map, live check, activation. Nothing acts by a draft. */
@ApiTags('systems')
@Controller('v1/systems')
export class DraftsController {
  constructor(
    private readonly transactions: Transactions,
    private readonly systemDrafts: SystemDrafts,
    private readonly drafts: Drafts,
    private readonly reading: DraftReading,
    private readonly live: LiveLook,
    private readonly activation: Activation,
  ) {}

  /** Systems that are being registered or whose map is being changed. */
  @Get('drafts')
  @Access('staff', { may: 'system.manage' })
  async list(@CurrentCaller() caller: StaffCaller): Promise<DraftsView> {
    const { manager } = this.transactions;
    const drafts = [];
    for (const draft of await this.drafts.all(manager)) {
      const { system, revision, changedAt } = draft;
      if (await this.systemDrafts.isHers(manager, caller, draft)) drafts.push({ system, revision, changedAt });
    }
    return { drafts };
  }

  /** Registers a system as a draft, with its connection. Secrets are sealed and never shown again. */
  @Post()
  @HttpCode(201)
  @Access('staff', { may: 'system.manage' })
  async register(@CurrentCaller() caller: StaffCaller, @Body() body: NewSystemDto): Promise<DraftView> {
    return this.view(await this.transactions.run((tx) => this.systemDrafts.register(tx, caller, body)));
  }

  @Get(':system/draft')
  @Access('staff', { may: 'system.manage' })
  async show(
    @CurrentCaller() caller: StaffCaller,
    @Param('system', SystemNamePipe) system: string,
  ): Promise<DraftView> {
    return this.view(await this.systemDrafts.visible(this.transactions.manager, caller, system));
  }

  /** A draft from the map in force, or the one that is being written already. */
  @Post(':system/draft')
  @HttpCode(200)
  @Access('staff', { may: 'system.manage' })
  async begin(
    @CurrentCaller() caller: StaffCaller,
    @Param('system', SystemNamePipe) system: string,
  ): Promise<DraftView> {
    return this.view(await this.transactions.run((tx) => this.systemDrafts.beginFromCurrent(tx, caller, system)));
  }

  /** Keeps the text, right or wrong, and says what is wrong with it. */
  @Put(':system/draft')
  @Access('staff', { may: 'system.manage' })
  async write(
    @CurrentCaller() caller: StaffCaller,
    @Param('system', SystemNamePipe) system: string,
    @Body() body: DraftTextDto,
  ): Promise<DraftView> {
    return this.view(await this.transactions.run((tx) => this.systemDrafts.write(tx, caller, system, body)));
  }

  @Delete(':system/draft')
  @HttpCode(204)
  @Access('staff', { may: 'system.manage' })
  async discard(@CurrentCaller() caller: StaffCaller, @Param('system', SystemNamePipe) system: string): Promise<void> {
    await this.transactions.run((tx) => this.systemDrafts.discard(tx, caller, system));
  }

  /** Another connection in the draft; the rest of the text stays as it was written. */
  @Put(':system/draft/connection')
  @Access('staff', { may: 'system.manage' })
  async connect(
    @CurrentCaller() caller: StaffCaller,
    @Param('system', SystemNamePipe) system: string,
    @Body() body: ConnectionDto,
  ): Promise<DraftView> {
    return this.view(await this.transactions.run((tx) => this.systemDrafts.connect(tx, caller, system, body)));
  }

  /** Can the system be reached by the draft's connection, and with which rights? Nothing is changed there. */
  @Post(':system/draft/check')
  @HttpCode(200)
  @RateLimit(30)
  @Access('staff', { may: 'system.manage' })
  async check(
    @CurrentCaller() caller: StaffCaller,
    @Param('system', SystemNamePipe) system: string,
  ): Promise<HealthView> {
    return this.live.health(bareMap((await this.reachable(caller, system)).reach));
  }

  /** Looks at the live schema and proposes a map; the draft stays as it is until the proposal is saved. */
  @Post(':system/draft/scan')
  @HttpCode(200)
  @RateLimit(10)
  @Access('staff', { may: 'system.manage' })
  async scan(
    @CurrentCaller() caller: StaffCaller,
    @Param('system', SystemNamePipe) system: string,
  ): Promise<ProposalView> {
    const { reach } = await this.reachable(caller, system);
    try {
      return await this.live.proposal(bareMap(reach));
    } catch (error) {
      if (error instanceof ConnectorError) throw new Problem('system-unreachable', { detail: error.message });
      throw error;
    }
  }

  /** What the linter and the live schema have to say to the draft. */
  @Post(':system/draft/review')
  @HttpCode(200)
  @RateLimit(30)
  @Access('staff', { may: 'system.manage' })
  async review(
    @CurrentCaller() caller: StaffCaller,
    @Param('system', SystemNamePipe) system: string,
  ): Promise<FindingsView> {
    const read = await this.reachable(caller, system);
    if (!read.map) return { findings: read.findings.map(findingView) };
    const live = await this.live.findings(system, { ...read, map: read.map });
    return { findings: [...read.findings, ...live.findings].map(findingView) };
  }

  /** Puts the draft in force as a new version of the map. Refused while linter or live schema find an error. */
  @Post(':system/draft/activation')
  @HttpCode(200)
  @Access('staff', { may: 'system.manage' })
  activate(
    @CurrentCaller() caller: StaffCaller,
    @Param('system', SystemNamePipe) system: string,
    @Body() body: ActivationDto,
  ): Promise<ActivatedView> {
    return this.activation.activate(caller, system, body.revision);
  }

  /** How the draft's system is reached, where that may be used: other errors in the draft do not matter for a look. */
  private async reachable(caller: StaffCaller, system: string): Promise<ReadDraft & { reach: Reach }> {
    const { manager } = this.transactions;
    const draft = await this.systemDrafts.visible(manager, caller, system);
    const read = await this.reading.read(manager, system, draft.yaml);
    const { reach } = read;
    if (!reach) throw new Problem('map-refused');
    await this.systemDrafts.assertHers(manager, caller, reach.controllers);
    return { ...read, reach };
  }

  private async view(draft: SystemDraft): Promise<DraftView> {
    const { system, yaml, revision, changedAt } = draft;
    const { findings, usable, stated } = await this.reading.read(this.transactions.manager, system, yaml);
    const reached = { connector: stated?.connector ?? null, connection: stated?.connection ?? null };
    return { system, yaml, revision, changedAt, ...reached, findings: findings.map(findingView), usable };
  }
}
