import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { EntityManager } from 'typeorm';
import { Ledger } from '../../ledger/ledger.js';
import type { StaffCaller } from '../../people/staff-caller.js';
import { Clock } from '../../platform/clock/clock.js';
import { Access, CurrentCaller } from '../../platform/http/access/access.js';
import { Problem } from '../../platform/http/problems/problem.js';
import { Transactions } from '../../platform/queues/transactions.js';
import { ShadowDeciding } from './shadow-deciding.js';
import { shadowCount, shadowLine, shadowLines } from './shadow-list.repository.js';
import { ShadowRequest } from './shadow-request.entity.js';
import {
  ConfirmedShadowDto,
  ConfirmShadowDto,
  DismissShadowDto,
  RevealShadowDto,
  ShadowCount,
  ShadowLine,
  ShadowPage,
  ShadowQuery,
  ShadowWords,
} from './shadow-requests.dto.js';

const PAGE = 50;

/** Messages that may be requests, until somebody has said what they are. */
@ApiTags('hooks')
@Controller('v1/shadow-requests')
export class ShadowRequestsController {
  constructor(
    private readonly transactions: Transactions,
    private readonly deciding: ShadowDeciding,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  /** Those that wait, the ones due first at the top. What was written is shown one by one. */
  @Get()
  @Access('staff', { may: 'shadow.read' })
  async page(@CurrentCaller() caller: StaffCaller, @Query() query: ShadowQuery): Promise<ShadowPage> {
    const limit = query.limit ?? PAGE;
    const found = await shadowLines(this.transactions.manager, caller.controllers, {
      state: query.state ?? 'open',
      after: query.after ?? null,
      limit: limit + 1,
    });
    const items = found.slice(0, limit);
    return { items, next: found.length > limit ? items.at(-1)!.id : null };
  }

  /** How many wait, for the door of the page. */
  @Get('count')
  @Access('staff', { may: 'shadow.read' })
  count(@CurrentCaller() caller: StaffCaller): Promise<ShadowCount> {
    return shadowCount(this.transactions.manager, caller.controllers, this.clock.now());
  }

  /** One of them, without what was written. */
  @Get(':id')
  @Access('staff', { may: 'shadow.read' })
  async show(@CurrentCaller() caller: StaffCaller, @Param('id', ParseUUIDPipe) id: string): Promise<ShadowLine> {
    const line = await shadowLine(this.transactions.manager, caller.controllers, id);
    if (!line) throw new Problem('not-found');
    return line;
  }

  /** What was written, and by whom, once it is recorded who looks and why. */
  @Post(':id/reveals')
  @HttpCode(200)
  @Access('staff', { may: 'shadow.read' })
  async reveal(
    @CurrentCaller() caller: StaffCaller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: RevealShadowDto,
  ): Promise<ShadowWords> {
    return this.transactions.run(async (tx) => {
      const line = await shadowLine(tx, caller.controllers, id);
      if (!line) throw new Problem('not-found');
      const shadow = await tx.findOneByOrFail(ShadowRequest, { id });
      const content = await this.deciding.content(tx, shadow);
      await this.ledger.append(tx, {
        kind: 'shadow.read',
        by: caller.actor,
        at: this.clock.now(),
        data: { shadow: id, code: body.reason },
      });
      return { ...line, text: content?.text ?? null, identifiers: content?.identifiers ?? [] };
    });
  }

  /** It is a request. Its clock has run since it was written. */
  @Post(':id/confirmation')
  @HttpCode(201)
  @Access('staff', { may: 'shadow.decide' })
  async confirm(
    @CurrentCaller() caller: StaffCaller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ConfirmShadowDto,
  ): Promise<ConfirmedShadowDto> {
    return this.transactions.run(async (tx) => {
      const shadow = await this.undecided(tx, caller, id);
      const said = { rights: body.rights, identifiers: body.identifiers ?? [] };
      const by = { staffId: caller.id, actor: caller.actor };
      const confirmed = await this.deciding.confirm(tx, shadow, said, by);
      if (confirmed.outcome === 'right-not-known')
        throw new Problem('right-not-known', { members: { rights: confirmed.rights.join(' ') } });
      if (confirmed.outcome === 'words-gone')
        throw new Problem('unprocessable', {
          detail: 'What was written has died after 30 days: record the request by hand, with its true date of receipt.',
        });
      return { requestIds: confirmed.requestIds };
    });
  }

  /** It is none, for this reason. */
  @Post(':id/dismissal')
  @HttpCode(204)
  @Access('staff', { may: 'shadow.decide' })
  async dismiss(
    @CurrentCaller() caller: StaffCaller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: DismissShadowDto,
  ): Promise<void> {
    await this.transactions.run(async (tx) => {
      const shadow = await this.undecided(tx, caller, id);
      await this.deciding.dismiss(tx, shadow, body.reason, { staffId: caller.id, actor: caller.actor });
    });
  }

  private async undecided(tx: EntityManager, caller: StaffCaller, id: string): Promise<ShadowRequest> {
    if (!(await shadowLine(tx, caller.controllers, id))) throw new Problem('not-found');
    const shadow = await this.deciding.open(tx, id);
    if (!shadow) throw new Problem('conflict', { detail: 'Somebody has decided about it already.' });
    return shadow;
  }
}
