import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { EntityManager } from 'typeorm';
import { DataMaps, type MapVersion } from '../datamap/versions/data-maps.js';
import { reaches, type StaffCaller } from '../people/staff-caller.js';
import { Access, CurrentCaller } from '../platform/http/access/access.js';
import { Problem } from '../platform/http/problems/problem.js';
import { Transactions } from '../platform/queues/transactions.js';
import { OwnerTasks } from './owner-tasks.js';
import { NamedOwnerDto, OwnerView } from './owners.dto.js';
import { Owners } from './owners.js';

const BY_HAND = 'manual';

/** Who works a system by hand: named, changed, ended, and what she owes. */
@ApiTags('systems')
@Controller('v1/systems/:system/owner')
export class OwnersController {
  constructor(
    private readonly transactions: Transactions,
    private readonly maps: DataMaps,
    private readonly owners: Owners,
    private readonly tasks: OwnerTasks,
  ) {}

  @Get()
  @Access('staff', { may: 'system.read' })
  async shown(@CurrentCaller() caller: StaffCaller, @Param('system') system: string): Promise<OwnerView> {
    const { manager } = this.transactions;
    return this.view(manager, caller, await this.visible(manager, caller, system));
  }

  /** Names her, or somebody in her place. Whoever is new is sent what is open; earlier links end. */
  @Put()
  @Access('staff', { may: 'system.manage', fresh: true })
  async name(
    @CurrentCaller() caller: StaffCaller,
    @Param('system') system: string,
    @Body() owner: NamedOwnerDto,
  ): Promise<OwnerView> {
    return this.transactions.run(async (tx) => {
      const current = await this.visible(tx, caller, system);
      await this.owners.name(tx, current.slug, current.map, owner, caller);
      return this.view(tx, caller, current);
    });
  }

  /** From now on nobody is written to, and no link opens anything; the office does what is open. */
  @Post('ending')
  @HttpCode(200)
  @Access('staff', { may: 'system.manage', fresh: true })
  async end(@CurrentCaller() caller: StaffCaller, @Param('system') system: string): Promise<OwnerView> {
    return this.transactions.run(async (tx) => {
      const current = await this.visible(tx, caller, system);
      if (!(await this.owners.end(tx, current.slug, current.map, caller)))
        throw new Problem('conflict', { detail: 'Nobody is named.' });
      return this.view(tx, caller, current);
    });
  }

  /** Systems that people work, of companies that the caller answers for. */
  private async visible(manager: EntityManager, caller: StaffCaller, system: string): Promise<MapVersion> {
    const current = await this.maps.ofSystem(manager, system);
    if (!current || current.map.connector !== BY_HAND || !reaches(caller, current.map.controllers))
      throw new Problem('not-found');
    return current;
  }

  private async view(manager: EntityManager, caller: StaffCaller, { slug, map }: MapVersion): Promise<OwnerView> {
    const { owner, origin, since } = await this.owners.standing(manager, slug, map);
    return {
      system: slug,
      owner: owner && { ...owner, language: owner.language ?? 'de', processor: owner.processor ?? null },
      origin,
      since,
      tasks: await this.tasks.of(manager, slug, caller.controllers),
    };
  }
}
