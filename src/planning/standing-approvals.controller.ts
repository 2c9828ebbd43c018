import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { reaches, type StaffCaller } from '../people/staff-caller.js';
import { Access, CurrentCaller } from '../platform/http/access/access.js';
import { AfterQuery } from '../platform/http/paging/page-query.dto.js';
import { Problem } from '../platform/http/problems/problem.js';
import { Transactions } from '../platform/queues/transactions.js';
import { RequestsRepository } from '../requests/requests.repository.js';
import { type ListedStanding, LONGEST_YEARS, StandingApprovals } from './standing-approvals.js';
import { StandingApprovalDto } from './standing-approvals.dto.js';

const PAGE = 50;

/** Dated permissions for deferred erasures under one ground of one controller. */
@ApiTags('office')
@Controller('v1/standing-approvals')
export class StandingApprovalsController {
  constructor(
    private readonly transactions: Transactions,
    private readonly requests: RequestsRepository,
    private readonly standing: StandingApprovals,
  ) {}

  /** All of them, also those that ended, the newest first, by keyset pages. */
  @Get()
  @Access('staff', { may: 'plan.read' })
  async page(
    @CurrentCaller() caller: StaffCaller,
    @Query() query: AfterQuery,
  ): Promise<{ items: ListedStanding[]; next: string | null }> {
    const limit = query.limit ?? PAGE;
    const found = await this.standing.list(this.transactions.manager, caller.controllers, {
      limit: limit + 1,
      after: query.after ?? null,
    });
    const items = found.slice(0, limit);
    return { items, next: found.length > limit ? items.at(-1)!.id : null };
  }

  /** Gives one: from now on deferred erasures under the ground go on their day without being asked about. */
  @Post()
  @HttpCode(201)
  @Access('staff', { may: 'plan.approve', fresh: true })
  async give(@CurrentCaller() caller: StaffCaller, @Body() body: StandingApprovalDto): Promise<{ id: string }> {
    return this.transactions.run(async (tx) => {
      const controller = reaches(caller, [body.controller])
        ? await this.requests.controller(tx, body.controller)
        : null;
      if (!controller) throw new Problem('unknown-controller');
      const given = await this.standing.give(tx, controller, body, caller.id, caller.actor);
      if (given.outcome === 'given') return { id: given.id };
      throw new Problem('validation-failed', {
        errors: [
          given.outcome === 'unknown-ground'
            ? { pointer: '/ground', rule: 'retention-ground', detail: 'is no ground on which the law keeps data' }
            : {
                pointer: '/until',
                rule: 'bounds',
                detail: `lies in the past, or more than ${LONGEST_YEARS} years ahead`,
              },
        ],
      });
    });
  }

  /** Revokes one. What was approved on it and has not begun is not called back: withdraw that by itself. */
  @Delete(':id')
  @HttpCode(204)
  @Access('staff', { may: 'plan.approve' })
  async revoke(@CurrentCaller() caller: StaffCaller, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const [approval] = await this.standing.list(tx, caller.controllers, { limit: 1, after: null, id });
      if (!approval) throw new Problem('not-found');
      const revoked = await this.standing.revoke(tx, approval, caller.id, caller.actor);
      if (!revoked) throw new Problem('conflict', { detail: 'It is revoked already.' });
    });
  }
}
