import { Injectable } from '@nestjs/common';
import type { StaffCaller } from '../../people/staff-caller.js';
import { Clock } from '../../platform/clock/clock.js';
import { Problem } from '../../platform/http/problems/problem.js';
import { parseReference } from '../../platform/ids/reference.js';
import { Transactions } from '../../platform/queues/transactions.js';
import { Scope } from '../scope.js';
import { CaseSearch } from './case-search.js';
import { CountsRepository } from './counts.repository.js';
import { orderOf, readCursor, spellCursor } from './cursor.js';
import type { ListQuery, QueueFilter, SearchDto } from './list-query.dto.js';
import type { QueueCounts, QueuePage } from './queue.dto.js';
import { RequestListRepository } from './request-list.repository.js';

const PAGE = 50;

/** The queue as one member of the office may see it. */
@Injectable()
export class Queue {
  constructor(
    private readonly transactions: Transactions,
    private readonly scope: Scope,
    private readonly search: CaseSearch,
    private readonly lines: RequestListRepository,
    private readonly counts: CountsRepository,
    private readonly clock: Clock,
  ) {}

  async list(caller: StaffCaller, query: ListQuery): Promise<QueuePage> {
    if (query.q === undefined) return this.page(caller, query);
    if (!parseReference(query.q))
      throw new Problem('validation-failed', {
        errors: [
          {
            pointer: '/q',
            rule: 'reference',
            detail: 'is no reference; identifiers are searched for by POST /v1/requests/search',
          },
        ],
      });
    return this.page(caller, query, await this.search.byReference(this.transactions.manager, query.q));
  }

  /** By reference or by an exact identifier. What is not found is an empty list. */
  async find(caller: StaffCaller, dto: SearchDto): Promise<QueuePage> {
    const manager = this.transactions.manager;
    const cases = parseReference(dto.q)
      ? await this.search.byReference(manager, dto.q)
      : await this.search.byIdentifier(manager, dto.q, await this.scope.of(caller, dto.controller));
    return this.page(caller, dto, cases);
  }

  async count(caller: StaffCaller): Promise<QueueCounts> {
    const controllers = (await this.scope.of(caller)).map(({ id }) => id);
    return this.counts.of(this.transactions.manager, controllers, caller.id, this.clock.now());
  }

  private async page(
    caller: StaffCaller,
    query: QueueFilter & { limit?: number; cursor?: string },
    cases?: string[],
  ): Promise<QueuePage> {
    const { state, right, law, due, flag, open } = query;
    const order = orderOf(query);
    const after = readCursor(query.cursor, order);
    const assigned = query.assigned === 'me' ? caller.id : query.assigned;
    const { items, next } = await this.lines.page(
      this.transactions.manager,
      {
        controllers: (await this.scope.of(caller, query.controller)).map(({ id }) => id),
        now: this.clock.now(),
        ...(state ? { state } : {}),
        ...(right ? { right } : {}),
        ...(law ? { law } : {}),
        ...(due ? { due } : {}),
        ...(flag ? { flag } : {}),
        ...(open ? { open } : {}),
        ...(assigned ? { assigned } : {}),
        ...(cases ? { cases } : {}),
      },
      order,
      after,
      query.limit ?? PAGE,
    );
    return { items, next: spellCursor(order, next) };
  }
}
