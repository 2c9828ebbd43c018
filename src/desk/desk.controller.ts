import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Errand } from '../work/errand.entity.js';
import type { StaffCaller } from '../people/staff-caller.js';
import { Withdrawals } from '../planning/withdrawals.js';
import { Access, CurrentCaller } from '../platform/http/access/access.js';
import { Problem } from '../platform/http/problems/problem.js';
import { Transactions } from '../platform/queues/transactions.js';
import { Holds } from '../requests/holds.js';
import { type CaseFile, RequestsRepository } from '../requests/requests.repository.js';
import type { EntityManager } from 'typeorm';
import { RequestView } from './case/case.dto.js';
import { RequestViews } from './case/request-view.js';
import { WithdrawalDto } from '../planning/withdrawals.dto.js';
import { ErrandDecisions } from './errand-decisions.js';
import { HoldDto, PlacedHold, SettleErrandDto } from './desk.dto.js';

/** The office's view of a request, and what an officer does on it. */
@ApiTags('office')
@Controller('v1/requests')
export class DeskController {
  constructor(
    private readonly transactions: Transactions,
    private readonly requests: RequestsRepository,
    private readonly views: RequestViews,
    private readonly holds: Holds,
    private readonly withdrawals: Withdrawals,
    private readonly decisions: ErrandDecisions,
  ) {}

  /** A case as it stands: who asked and how proven, clock, stages, plan, work, and what whoever asks may decide now. */
  @Get(':id')
  @Access('staff', { may: 'request.read' })
  async show(@CurrentCaller() caller: StaffCaller, @Param('id', ParseUUIDPipe) id: string): Promise<RequestView> {
    const manager = this.transactions.manager;
    return this.views.of(manager, await this.visible(manager, caller, id), caller);
  }

  /** Withdraws on the person's word. Too late once something is destroyed: then the answer says what was done. */
  @Post(':id/withdrawal')
  @HttpCode(200)
  @Access('staff', { may: 'request.cancel' })
  withdraw(@CurrentCaller() caller: StaffCaller, @Param('id', ParseUUIDPipe) id: string): Promise<WithdrawalDto> {
    return this.transactions.run(async (tx) => ({
      begun: null,
      stopped: null,
      ...(await this.withdrawals.withdraw(tx, await this.visible(tx, caller, id), caller.actor)),
    }));
  }

  /** From now on nothing of the case is destroyed, also what has begun stops at its next step. */
  @Post(':id/holds')
  @HttpCode(201)
  @Access('staff', { may: 'hold.place' })
  hold(
    @CurrentCaller() caller: StaffCaller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: HoldDto,
  ): Promise<PlacedHold> {
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

  /** Settles what was given to a person. What was found after an erasure only an officer settles. */
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
      await this.decisions.settle(tx, caller, file, errand, body);
    });
  }

  private async visible(manager: EntityManager, caller: StaffCaller, id: string): Promise<CaseFile> {
    const file = await this.requests.visible(manager, caller.controllers, id);
    if (!file) throw new Problem('not-found');
    return file;
  }
}
