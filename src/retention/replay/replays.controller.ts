import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { EntityManager } from 'typeorm';
import { reaches, type StaffCaller } from '../../people/staff-caller.js';
import { Access, CurrentCaller } from '../../platform/http/access/access.js';
import { Problem } from '../../platform/http/problems/problem.js';
import { Transactions } from '../../platform/queues/transactions.js';
import { ApproveReplayDto, ReplayApprovedDto, ReplayDto } from './replay.dto.js';
import { Replay } from './replay.entity.js';
import { ReplayView } from './replay-view.js';
import { Replays } from './replays.js';

/** One replay: how far it is, and an officer's approval of what was counted. */
@ApiTags('systems')
@Controller('v1/replays/:id')
export class ReplaysController {
  constructor(
    private readonly transactions: Transactions,
    private readonly replays: Replays,
    private readonly view: ReplayView,
  ) {}

  @Get()
  @Access('staff', { may: 'restore.read' })
  async show(@CurrentCaller() caller: StaffCaller, @Param('id', ParseUUIDPipe) id: string): Promise<ReplayDto> {
    const manager = this.transactions.manager;
    const replay = await manager.findOneBy(Replay, { id });
    return this.view.of(manager, await this.reached(manager, caller, replay));
  }

  /** Approves what was counted, by its hash. From then on it is erased again. */
  @Post('approval')
  @HttpCode(200)
  @Access('staff', { may: 'plan.approve', fresh: true })
  approve(
    @CurrentCaller() caller: StaffCaller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ApproveReplayDto,
  ): Promise<ReplayApprovedDto> {
    return this.transactions.run(async (tx) => {
      const replay = await this.reached(tx, caller, await this.replays.locked(tx, id), 'all');
      const approval = await this.replays.approve(tx, replay, body.hash, caller.id, caller.actor);
      if (approval.outcome === 'wrote-map')
        throw new Problem('duties-not-apart', {
          detail: 'You put the data map in force by which it is erased.',
          members: { duty: 'wrote-map' },
        });
      if (approval.outcome === 'changed') throw new Problem('plan-changed');
      if (approval.outcome !== 'approved')
        throw new Problem('conflict', { detail: 'The replay is not waiting for an approval.' });
      return { approved: true, singlePerson: approval.singlePerson };
    });
  }

  /** Who decides must reach every controller that it is about; who looks, one of them. */
  private async reached(
    manager: EntityManager,
    caller: StaffCaller,
    replay: Replay | null,
    which: 'one' | 'all' = 'one',
  ): Promise<Replay> {
    if (!replay) throw new Problem('not-found');
    const rows: { slug: string }[] = await manager.query(
      `SELECT DISTINCT k.slug FROM replay_item i JOIN controller k ON k.id = i.controller_id WHERE i.replay_id = $1`,
      [replay.id],
    );
    const slugs = rows.map(({ slug }) => slug);
    const mine =
      slugs.length === 0 || (which === 'one' ? reaches(caller, slugs) : slugs.every((slug) => reaches(caller, [slug])));
    if (!mine) throw new Problem('not-found');
    return replay;
  }
}
