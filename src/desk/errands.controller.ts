import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { bilingual } from '../datamap/bilingual.dto.js';
import type { Localised } from '../datamap/language.js';
import type { StaffCaller } from '../people/staff-caller.js';
import { Access, CurrentCaller } from '../platform/http/access/access.js';
import { AfterQuery } from '../platform/http/paging/page-query.dto.js';
import { Transactions } from '../platform/queues/transactions.js';
import { choicesOf, worded } from './case/case-rows.js';
import { ErrandLine, ErrandsPage } from './errands.dto.js';

const PAGE = 50;

/** What waits for a person, oldest first. */
@ApiTags('office')
@Controller('v1/errands')
export class ErrandsController {
  constructor(private readonly transactions: Transactions) {}

  @Get()
  @Access('staff', { may: 'errand.read' })
  async page(@CurrentCaller() caller: StaffCaller, @Query() query: AfterQuery): Promise<ErrandsPage> {
    const limit = query.limit ?? PAGE;
    const items: (Omit<ErrandLine, 'text' | 'choices' | 'systemTitle'> & {
      taskId: string | null;
      title: Localised | null;
    })[] = await this.transactions.manager.query(
      `SELECT e.id, e.request_id AS "requestId", c.reference, k.slug AS controller, r."right", e.kind, e.system, e.place,
              e.task_id AS "taskId", e.due_on::text AS "dueOn", e.opened_at AS "openedAt",
              (SELECT m.document->'title' FROM system s JOIN system_map m ON m.id = s.current_map_id WHERE s.slug = e.system) AS title
       FROM errand e JOIN controller k ON k.id = e.controller_id JOIN subject_case c ON c.id = e.case_id JOIN request r ON r.id = e.request_id
       WHERE e.settled_at IS NULL AND ($1::text[] IS NULL OR k.slug = ANY($1)) AND ($2::uuid IS NULL OR e.id > $2)
       ORDER BY e.id LIMIT $3`,
      [caller.controllers, query.after ?? null, limit + 1],
    );
    const page = items.slice(0, limit).map(({ taskId, title, ...line }): ErrandLine => ({
      ...line,
      systemTitle: line.system === null ? null : bilingual(title ?? line.system),
      text: worded(line.kind),
      choices: choicesOf({ kind: line.kind, taskId }),
    }));
    return { items: page, next: items.length > limit ? (page.at(-1)?.id ?? null) : null };
  }
}
