import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import type { StaffCaller } from '../people/staff-caller.js';
import { Access, CurrentCaller } from '../platform/http/access/access.js';
import { Transactions } from '../platform/queues/transactions.js';

export class ErrandsQuery {
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit?: number;

  /** The member `next` of the page before. */
  @IsOptional()
  @IsUUID()
  after?: string;
}

export interface ErrandView {
  id: string;
  requestId: string;
  reference: string;
  controller: string;
  right: string;
  kind: string;
  system: string | null;
  place: string | null;
  dueOn: string | null;
  openedAt: Date;
}

const PAGE = 50;

/** What waits for a person, oldest first. */
@ApiTags('office')
@Controller('v1/errands')
export class ErrandsController {
  constructor(private readonly transactions: Transactions) {}

  @Get()
  @Access('staff', { may: 'errand.read' })
  async page(
    @CurrentCaller() caller: StaffCaller,
    @Query() query: ErrandsQuery,
  ): Promise<{ items: ErrandView[]; next: string | null }> {
    const limit = query.limit ?? PAGE;
    const items: ErrandView[] = await this.transactions.manager.query(
      `SELECT e.id, e.request_id AS "requestId", c.reference, k.slug AS controller, r."right", e.kind, e.system, e.place,
              e.due_on::text AS "dueOn", e.opened_at AS "openedAt"
       FROM errand e JOIN controller k ON k.id = e.controller_id JOIN subject_case c ON c.id = e.case_id JOIN request r ON r.id = e.request_id
       WHERE e.settled_at IS NULL AND ($1::text[] IS NULL OR k.slug = ANY($1)) AND ($2::uuid IS NULL OR e.id > $2)
       ORDER BY e.id LIMIT $3`,
      [caller.controllers, query.after ?? null, limit + 1],
    );
    const page = items.slice(0, limit);
    return { items: page, next: items.length > limit ? (page.at(-1)?.id ?? null) : null };
  }
}
