import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { EntityManager } from 'typeorm';
import { hookSender, hookSenders } from '../../connectors/hook-senders.js';
import type { HookSender } from '../../connectors/kit/hooks/hook-sender.js';
import { DataMaps } from '../../datamap/versions/data-maps.js';
import { reaches, type StaffCaller } from '../../people/staff-caller.js';
import { Clock } from '../../platform/clock/clock.js';
import { Access, CurrentCaller } from '../../platform/http/access/access.js';
import { Problem } from '../../platform/http/problems/problem.js';
import { Transactions } from '../../platform/queues/transactions.js';
import { RequestsRepository } from '../../requests/requests.repository.js';
import type { HookSource } from './hook-source.entity.js';
import { HookSources } from './hook-sources.js';
import {
  AddedIdDto,
  EndSecretDto,
  HookSecretDto,
  HookSendersView,
  HookSettingsDto,
  HookSourcesView,
  NewHookSourceDto,
} from './hook-sources.dto.js';
import { settingsComplaints, settingsSchema } from './source-settings.js';
import { SourceLines } from './source-lines.js';

/** Which tools may send webhooks, with which secrets. */
@ApiTags('hooks')
@Controller('v1')
export class HookSourcesController {
  constructor(
    private readonly transactions: Transactions,
    private readonly sources: HookSources,
    private readonly lines: SourceLines,
    private readonly requests: RequestsRepository,
    private readonly maps: DataMaps,
    private readonly clock: Clock,
  ) {}

  /** The senders whose deliveries are taken, with the settings that each has. */
  @Get('hook-senders')
  @Access('staff', { may: 'hook.read' })
  senders(): HookSendersView {
    return {
      senders: hookSenders.map((sender) => ({
        name: sender.name,
        unsigned: isUnsigned(sender),
        settings: settingsSchema(sender),
      })),
    };
  }

  /** Sources of one's controllers, also those that were disabled. */
  @Get('hook-sources')
  @Access('staff', { may: 'hook.read' })
  async list(@CurrentCaller() caller: StaffCaller): Promise<HookSourcesView> {
    const { manager } = this.transactions;
    return { sources: await this.lines.of(manager, await this.sources.list(manager, caller.controllers)) };
  }

  /** Adds a source. Its address is in the list from then on. */
  @Post('hook-sources')
  @HttpCode(201)
  @Access('staff', { may: 'hook.manage' })
  async add(@CurrentCaller() caller: StaffCaller, @Body() body: NewHookSourceDto): Promise<AddedIdDto> {
    const sender = hookSender(body.sender);
    if (!sender) throw refused('/sender', 'known', 'is no sender whose deliveries are taken');
    checkSettings(sender, body.settings ?? {});
    return this.transactions.run(async (tx) => {
      const controller = reaches(caller, [body.controller])
        ? await this.requests.controller(tx, body.controller)
        : null;
      if (!controller) throw new Problem('unknown-controller');
      await this.checkSystem(tx, body.system, controller.slug);
      const by = { staffId: caller.id, actor: caller.actor };
      const { name, system, settings = {}, secret } = body;
      const source = await this.sources.add(
        tx,
        controller,
        { name, sender: sender.name, system: system ?? null, settings },
        by,
      );
      if (secret !== undefined) await this.sources.addSecret(tx, source, secret, by);
      return { id: source.id };
    });
  }

  @Put('hook-sources/:id/settings')
  @HttpCode(204)
  @Access('staff', { may: 'hook.manage' })
  async change(
    @CurrentCaller() caller: StaffCaller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: HookSettingsDto,
  ): Promise<void> {
    await this.transactions.run(async (tx) => {
      const source = await this.visible(tx, caller, id);
      checkSettings(hookSender(source.sender)!, body.settings);
      await this.sources.change(tx, source, body.settings, { staffId: caller.id, actor: caller.actor });
    });
  }

  /** Adds a secret beside those that hold already: set it here first, then with the sender, then end the old one. */
  @Post('hook-sources/:id/secrets')
  @HttpCode(201)
  @Access('staff', { may: 'hook.manage', fresh: true })
  async addSecret(
    @CurrentCaller() caller: StaffCaller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: HookSecretDto,
  ): Promise<AddedIdDto> {
    return this.transactions.run(async (tx) => {
      const by = { staffId: caller.id, actor: caller.actor };
      const added = await this.sources.addSecret(tx, await this.visible(tx, caller, id), body.secret, by);
      if (!added) throw new Problem('conflict', { detail: 'There are as many secrets as may be; end one first.' });
      return { id: added };
    });
  }

  @Post('hook-sources/:id/secrets/:secret/end')
  @HttpCode(204)
  @Access('staff', { may: 'hook.manage', fresh: true })
  async endSecret(
    @CurrentCaller() caller: StaffCaller,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('secret', ParseUUIDPipe) secret: string,
    @Body() body: EndSecretDto,
  ): Promise<void> {
    await this.transactions.run(async (tx) => {
      const by = { staffId: caller.id, actor: caller.actor };
      const source = await this.visible(tx, caller, id);
      if (!(await this.sources.endSecret(tx, source, secret, body.at ?? this.clock.now(), by)))
        throw new Problem('not-found');
    });
  }

  /** From now on its address leads nowhere. What it has sent stays. */
  @Post('hook-sources/:id/disabling')
  @HttpCode(204)
  @Access('staff', { may: 'hook.manage' })
  async disable(@CurrentCaller() caller: StaffCaller, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const by = { staffId: caller.id, actor: caller.actor };
      if (!(await this.sources.disable(tx, await this.visible(tx, caller, id), by)))
        throw new Problem('conflict', { detail: 'It is disabled already.' });
    });
  }

  private async visible(tx: EntityManager, caller: StaffCaller, id: string): Promise<HookSource> {
    const [source] = await this.sources.list(tx, caller.controllers, id);
    if (!source) throw new Problem('not-found');
    return source;
  }

  private async checkSystem(tx: EntityManager, system: string | undefined, controller: string): Promise<void> {
    if (system === undefined) return;
    const registered = await this.maps.ofSystem(tx, system);
    if (!registered?.map.controllers.includes(controller))
      throw refused('/system', 'known', 'is no registered system of this controller');
  }
}

const isUnsigned = (sender: HookSender): boolean => sender.recipes.length === 0 && !sender.recipesOf;

function checkSettings(sender: HookSender, settings: Record<string, unknown>): void {
  const errors = settingsComplaints(sender, settings);
  if (errors.length > 0) throw new Problem('validation-failed', { errors });
}

function refused(pointer: string, rule: string, detail: string): Problem {
  return new Problem('validation-failed', { errors: [{ pointer, rule, detail }] });
}
