import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { EntityManager } from 'typeorm';
import type { StaffCaller } from '../people/staff-caller.js';
import { Access, CurrentCaller } from '../platform/http/access/access.js';
import { Clock } from '../platform/clock/clock.js';
import { Problem } from '../platform/http/problems/problem.js';
import { Transactions } from '../platform/queues/transactions.js';
import { RequestsRepository } from '../requests/requests.repository.js';
import { DeferredErasure } from '../work/deferred/deferred-erasure.entity.js';
import { DeferredErasures } from '../work/deferred/deferred-erasures.js';
import { Errands } from '../work/errands.js';
import { type DeferredCursor, DeferredListRepository, type ListedDeferred } from './deferred-list.repository.js';
import { DeferredDecisionDto, DeferredListQuery } from './deferred.dto.js';

const PAGE = 50;

/** Erasures that a retention ground puts off: what waits until when, and what a person decides about a finding. */
@ApiTags('office')
@Controller('v1/deferred-erasures')
export class DeferredController {
  constructor(
    private readonly transactions: Transactions,
    private readonly list: DeferredListRepository,
    private readonly deferred: DeferredErasures,
    private readonly requests: RequestsRepository,
    private readonly errands: Errands,
    private readonly clock: Clock,
  ) {}

  /** What is put off, the earliest date first, by keyset pages. */
  @Get()
  @Access('staff', { may: 'plan.read' })
  async page(
    @CurrentCaller() caller: StaffCaller,
    @Query() query: DeferredListQuery,
  ): Promise<{ items: ListedDeferred[]; next: string | null }> {
    const { controller, system, state } = query;
    const { items, next } = await this.list.page(
      this.transactions.manager,
      this.clock.now(),
      {
        controllers: caller.controllers,
        ...(controller ? { controller } : {}),
        ...(system ? { system } : {}),
        ...(state ? { state } : {}),
      },
      query.limit ?? PAGE,
      cursorOf(query.after),
    );
    return { items, next: next && `${next.notBefore}_${next.id}` };
  }

  /** Decides about one that a finding has stopped. */
  @Post(':id/decision')
  @HttpCode(204)
  @Access('staff', { may: 'plan.approve' })
  async decide(
    @CurrentCaller() caller: StaffCaller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: DeferredDecisionDto,
  ): Promise<void> {
    await this.transactions.run(async (tx) => {
      const { items } = await this.list.page(tx, this.clock.now(), { controllers: caller.controllers, id }, 1, null);
      if (items.length === 0) throw new Problem('not-found');
      const one = await tx.findOneOrFail(DeferredErasure, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (!one.stoppedAt) throw new Problem('conflict', { detail: 'Nothing has stopped this deferred erasure.' });
      await this.settleErrands(tx, one, body.outcome, caller);
      if (body.outcome === 'try-again') await this.deferred.resume(tx, one, caller.actor);
      else await this.deferred.settle(tx, one, body.outcome, caller.actor);
    });
  }

  /** The errand that told of the finding is done with the decision about it. */
  private async settleErrands(
    tx: EntityManager,
    one: DeferredErasure,
    outcome: DeferredDecisionDto['outcome'],
    caller: StaffCaller,
  ): Promise<void> {
    const file = one.workRequestId ? await this.requests.file(tx, one.workRequestId) : null;
    if (!file) return;
    for (const errand of await this.errands.openOf(tx, file.request.id)) {
      if (errand.taskId !== null || errand.kind !== one.waitsCode || errand.system !== one.system) continue;
      await this.errands.settle(tx, errand, {
        outcome,
        by: caller.actor,
        staffId: caller.id,
        caseLedgerId: file.case.ledgerId,
        requestLedgerId: file.request.ledgerId,
      });
    }
  }
}

function cursorOf(after: string | undefined): DeferredCursor | null {
  if (!after) return null;
  const [notBefore, id] = after.split('_');
  return { notBefore: notBefore!, id: id! };
}
