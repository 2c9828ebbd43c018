import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type EntityManager, IsNull } from 'typeorm';
import type { StaffCaller } from '../../people/staff-caller.js';
import { Access, CurrentCaller } from '../../platform/http/access/access.js';
import { Problem } from '../../platform/http/problems/problem.js';
import { Transactions } from '../../platform/queues/transactions.js';
import { Findings } from './findings.js';
import { FindingContentDto, type FindingLine, FindingPage, FindingsQuery, SettleFindingDto } from './findings.dto.js';
import { HookFinding } from './hook-finding.entity.js';

const PAGE = 50;

/** People who were erased and seem to be back, and accounts that end: for an officer to decide. */
@ApiTags('hooks')
@Controller('v1/hook-findings')
export class FindingsController {
  constructor(
    private readonly transactions: Transactions,
    private readonly findings: Findings,
  ) {}

  /** The newest first; those that are settled too, unless only open ones are asked for. */
  @Get()
  @Access('staff', { may: 'finding.read' })
  async page(@CurrentCaller() caller: StaffCaller, @Query() query: FindingsQuery): Promise<FindingPage> {
    const limit = query.limit ?? PAGE;
    const found = await this.lines(this.transactions.manager, caller.controllers, {
      limit: limit + 1,
      after: query.after ?? null,
      open: query.open ?? false,
    });
    const items = found.slice(0, limit);
    return { items, next: found.length > limit ? items.at(-1)!.id : null };
  }

  /** Which record it is about, for whoever decides. */
  @Get(':id/record')
  @Access('staff', { may: 'finding.settle' })
  async record(
    @CurrentCaller() caller: StaffCaller,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<FindingContentDto> {
    const { manager } = this.transactions;
    await this.checkVisible(manager, caller, id);
    const content = await this.findings.content(manager, await manager.findOneByOrFail(HookFinding, { id }));
    return { record: content?.record ?? null, identifiers: content?.identifiers ?? [] };
  }

  @Post(':id/settlement')
  @HttpCode(204)
  @Access('staff', { may: 'finding.settle' })
  async settle(
    @CurrentCaller() caller: StaffCaller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: SettleFindingDto,
  ): Promise<void> {
    await this.transactions.run(async (tx) => {
      await this.checkVisible(tx, caller, id);
      const finding = await tx.findOne(HookFinding, {
        where: { id, settledAt: IsNull() },
        lock: { mode: 'pessimistic_write' },
      });
      if (!finding) throw new Problem('conflict', { detail: 'It is settled already.' });
      const by = { staffId: caller.id, actor: caller.actor };
      if ((await this.findings.settle(tx, finding, body.outcome, by)) === 'words-gone')
        throw new Problem('unprocessable', { detail: 'Whom it is about has died after 30 days.' });
    });
  }

  private async checkVisible(manager: EntityManager, caller: StaffCaller, id: string): Promise<void> {
    const found = await this.lines(manager, caller.controllers, { limit: 1, after: null, id });
    if (found.length === 0) throw new Problem('not-found');
  }

  private lines(
    manager: EntityManager,
    controllers: readonly string[] | null,
    { limit, after, id, open = false }: { limit: number; after: string | null; id?: string; open?: boolean },
  ): Promise<FindingLine[]> {
    return manager.query(
      `SELECT f.id, k.slug AS controller, h.name AS source, h.system, f.kind, f.change, f.erased_at AS "erasedAt",
              f.seen_at AS "seenAt", f.opened_at AS "openedAt", f.settled_at AS "settledAt", f.outcome
       FROM hook_finding f JOIN controller k ON k.id = f.controller_id JOIN hook_source h ON h.id = f.source_id
       WHERE ($1::text[] IS NULL OR k.slug = ANY ($1)) AND ($2::uuid IS NULL OR f.id < $2) AND ($3::uuid IS NULL OR f.id = $3)
         AND (NOT $5 OR f.settled_at IS NULL)
       ORDER BY f.id DESC LIMIT $4`,
      [controllers, after, id ?? null, limit, open],
    );
  }
}
