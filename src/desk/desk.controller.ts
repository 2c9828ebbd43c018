import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Errand } from '../work/errand.entity.js';
import type { StaffCaller } from '../people/staff-caller.js';
import { ErrandSettling } from '../planning/errand-settling.js';
import { type Withdrawal, Withdrawals } from '../planning/withdrawals.js';
import { Access, CurrentCaller } from '../platform/http/access/access.js';
import { Problem } from '../platform/http/problems/problem.js';
import { parseReference } from '../platform/ids/reference.js';
import { Transactions } from '../platform/queues/transactions.js';
import { Holds } from '../requests/holds.js';
import { type CaseFile, RequestsRepository } from '../requests/requests.repository.js';
import type { EntityManager } from 'typeorm';
import { HoldDto, ListQuery, SettleErrandDto } from './desk.dto.js';
import { type Cursor, type ListedRequest, RequestListRepository } from './request-list.repository.js';
import { type RequestView, RequestViews } from './request-view.js';

const PAGE = 50;

/** The office's view of its requests, and what an officer does on a case. */
@ApiTags('office')
@Controller('v1/requests')
export class DeskController {
  constructor(
    private readonly transactions: Transactions,
    private readonly requests: RequestsRepository,
    private readonly list: RequestListRepository,
    private readonly views: RequestViews,
    private readonly holds: Holds,
    private readonly withdrawals: Withdrawals,
    private readonly settling: ErrandSettling,
  ) {}

  /** Requests, earliest deadline first, by keyset pages. */
  @Get()
  @Access('staff', { may: 'request.read' })
  async page(
    @CurrentCaller() caller: StaffCaller,
    @Query() query: ListQuery,
  ): Promise<{ items: ListedRequest[]; next: string | null }> {
    const reference = query.reference === undefined ? undefined : (parseReference(query.reference) ?? '');
    const { items, next } = await this.list.page(
      this.transactions.manager,
      {
        controllers: caller.controllers,
        ...(query.controller ? { controller: query.controller } : {}),
        ...(query.state ? { state: query.state } : {}),
        ...(query.right ? { right: query.right } : {}),
        ...(reference === undefined ? {} : { reference }),
        open: query.open === 'true',
      },
      query.limit ?? PAGE,
      readCursor(query.after),
    );
    return { items, next: next && `${next.dueOn}_${next.id}` };
  }

  @Get(':id')
  @Access('staff', { may: 'request.read' })
  async show(@CurrentCaller() caller: StaffCaller, @Param('id', ParseUUIDPipe) id: string): Promise<RequestView> {
    const manager = this.transactions.manager;
    return this.views.of(manager, await this.visible(manager, caller, id));
  }

  /** Withdraws on the person's word. Too late once something is destroyed: then the answer says what was done. */
  @Post(':id/withdrawal')
  @HttpCode(200)
  @Access('staff', { may: 'request.cancel' })
  withdraw(@CurrentCaller() caller: StaffCaller, @Param('id', ParseUUIDPipe) id: string): Promise<Withdrawal> {
    return this.transactions.run(async (tx) =>
      this.withdrawals.withdraw(tx, await this.visible(tx, caller, id), caller.actor),
    );
  }

  /** From now on nothing of the case is destroyed, also what has begun stops at its next step. */
  @Post(':id/holds')
  @HttpCode(201)
  @Access('staff', { may: 'hold.place' })
  hold(
    @CurrentCaller() caller: StaffCaller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: HoldDto,
  ): Promise<{ id: string }> {
    return this.transactions.run(async (tx) => ({
      id: await this.holds.place(tx, await this.visible(tx, caller, id), {
        reason: body.reason,
        ...(body.note ? { note: body.note } : {}),
        staffId: caller.id,
        by: caller.actor,
      }),
    }));
  }

  @Delete(':id/holds/:holdId')
  @HttpCode(204)
  @Access('staff', { may: 'hold.lift' })
  async lift(
    @CurrentCaller() caller: StaffCaller,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('holdId', ParseUUIDPipe) holdId: string,
  ): Promise<void> {
    await this.transactions.run(async (tx) => {
      const lifted = await this.holds.lift(tx, await this.visible(tx, caller, id), holdId, {
        staffId: caller.id,
        by: caller.actor,
      });
      if (!lifted) throw new Problem('not-found');
    });
  }

  /** Settles what was given to a person. */
  @Post(':id/errands/:errandId')
  @HttpCode(204)
  @Access('staff', { may: 'errand.settle' })
  async settle(
    @CurrentCaller() caller: StaffCaller,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('errandId', ParseUUIDPipe) errandId: string,
    @Body() body: SettleErrandDto,
  ): Promise<void> {
    await this.transactions.run(async (tx) => {
      const file = await this.visible(tx, caller, id);
      const errand = await tx.findOneBy(Errand, { id: errandId, requestId: id });
      if (!errand) throw new Problem('not-found');
      const refused = await this.settling.settle(tx, file, errand, {
        outcome: body.outcome,
        ...(body.note ? { note: body.note } : {}),
        staffId: caller.id,
        by: caller.actor,
      });
      if (refused === 'settled-already') throw new Problem('conflict', { detail: 'The errand is settled already.' });
      if (refused) throw new Problem('unprocessable', { detail: 'This errand cannot be settled in this way.' });
    });
  }

  private async visible(manager: EntityManager, caller: StaffCaller, id: string): Promise<CaseFile> {
    const file = await this.requests.visible(manager, caller.controllers, id);
    if (!file) throw new Problem('not-found');
    return file;
  }
}

function readCursor(after: string | undefined): Cursor | null {
  if (!after) return null;
  const [dueOn, id] = after.split('_');
  return { dueOn: dueOn!, id: id! };
}
