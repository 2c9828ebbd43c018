import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { EntityManager } from 'typeorm';
import { DataMaps } from '../../datamap/versions/data-maps.js';
import { reaches, type StaffCaller } from '../../people/staff-caller.js';
import { Clock } from '../../platform/clock/clock.js';
import { Access, CurrentCaller } from '../../platform/http/access/access.js';
import { Problem } from '../../platform/http/problems/problem.js';
import { Transactions } from '../../platform/queues/transactions.js';
import { AskReplayDto, DeclareRestoreDto, ReplayAskedDto, ReplaysDto, RestoreGateDto } from './replay.dto.js';
import { ReplayView } from './replay-view.js';
import { Replays } from './replays.js';
import { RestoreGate } from './restore-gate.js';

/** What cannot be a system's name answers as what is not there. */
const SYSTEM_NAME = /^[a-z][a-z0-9_-]{0,62}$/;

/** A system after a restored back-up: may it be used, and what is missing until it may? */
@ApiTags('systems')
@Controller('v1/systems/:system')
export class RestoresController {
  constructor(
    private readonly transactions: Transactions,
    private readonly maps: DataMaps,
    private readonly gate: RestoreGate,
    private readonly replays: Replays,
    private readonly view: ReplayView,
    private readonly clock: Clock,
  ) {}

  /**
   * The gate of a system. Always answered with 200: `state` says whether it is red. It turns red when a restore is declared
   * and green when every erasure finished since the back-up has been replayed clean, and every finding is settled.
   */
  @Get('restore-gate')
  @Access('staff', { may: 'restore.read' })
  async show(@CurrentCaller() caller: StaffCaller, @Param('system') system: string): Promise<RestoreGateDto> {
    const manager = this.transactions.manager;
    await this.reached(manager, caller, system);
    return this.shown(manager, system);
  }

  /** Declares that the system was restored from a back-up: from now on its gate is red. */
  @Post('restore-gate')
  @HttpCode(201)
  @Access('staff', { may: 'restore.declare' })
  async declare(
    @CurrentCaller() caller: StaffCaller,
    @Param('system') system: string,
    @Body() body: DeclareRestoreDto,
  ): Promise<RestoreGateDto> {
    const backupAt = this.past(body.backupTakenAt, '/backupTakenAt');
    return this.transactions.run(async (tx) => {
      await this.reached(tx, caller, system);
      await this.gate.declare(tx, system, backupAt, caller.id, caller.actor);
      return this.shown(tx, system);
    });
  }

  /**
   * Counts, without touching anything, what of the erasures finished since a moment is back in the system. Covers the
   * controllers of whoever asks. What was counted is then approved at `POST /v1/replays/{id}/approval`.
   */
  @Post('replays')
  @HttpCode(202)
  @Access('staff', { may: 'replay.count' })
  async ask(
    @CurrentCaller() caller: StaffCaller,
    @Param('system') system: string,
    @Body() body: AskReplayDto,
  ): Promise<ReplayAskedDto> {
    const since = this.past(body.since, '/since');
    return this.transactions.run(async (tx) => {
      await this.reached(tx, caller, system);
      return { id: await this.replays.ask(tx, system, since, caller.controllers, caller.id) };
    });
  }

  /** The latest replays of the system, with how far each is. */
  @Get('replays')
  @Access('staff', { may: 'restore.read' })
  async list(@CurrentCaller() caller: StaffCaller, @Param('system') system: string): Promise<ReplaysDto> {
    const manager = this.transactions.manager;
    await this.reached(manager, caller, system);
    return { items: await this.view.latest(manager, system) };
  }

  private async shown(manager: EntityManager, system: string): Promise<RestoreGateDto> {
    const open = await this.gate.open(manager, system);
    return {
      system,
      state: open.length > 0 ? 'red' : 'green',
      restores: open.map(({ backupAt, ...restore }) => ({ ...restore, backupTakenAt: backupAt })),
    };
  }

  private past(text: string, pointer: string): Date {
    const moment = new Date(text);
    if (Number.isNaN(moment.getTime()) || moment > this.clock.now())
      throw new Problem('validation-failed', {
        errors: [{ pointer, rule: 'past', detail: 'is no moment that has passed' }],
      });
    return moment;
  }

  private async reached(manager: EntityManager, caller: StaffCaller, system: string): Promise<void> {
    const current = SYSTEM_NAME.test(system) ? await this.maps.ofSystem(manager, system) : null;
    if (!current || !reaches(caller, current.map.controllers)) throw new Problem('not-found');
  }
}
