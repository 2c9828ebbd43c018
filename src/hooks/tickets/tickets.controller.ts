import { Controller, Get, Param, ParseUUIDPipe } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { StaffCaller } from '../../people/staff-caller.js';
import { Access, CurrentCaller } from '../../platform/http/access/access.js';
import { Problem } from '../../platform/http/problems/problem.js';
import { Transactions } from '../../platform/queues/transactions.js';
import { RequestsRepository } from '../../requests/requests.repository.js';
import { type TicketLine, TicketsView } from './tickets.dto.js';

/** From a request to the ticket in which it began. */
@ApiTags('hooks')
@Controller('v1/requests')
export class TicketsController {
  constructor(
    private readonly transactions: Transactions,
    private readonly requests: RequestsRepository,
  ) {}

  /** The tickets that a request began in, and what they have been told. */
  @Get(':id/tickets')
  @Access('staff', { may: 'request.read' })
  async ofRequest(@CurrentCaller() caller: StaffCaller, @Param('id', ParseUUIDPipe) id: string): Promise<TicketsView> {
    const { manager } = this.transactions;
    if (!(await this.requests.visible(manager, caller.controllers, id))) throw new Problem('not-found');
    const tickets: TicketLine[] = await manager.query(
      `SELECT s.name AS source, s.system, l.ticket, l.asked_at AS "askedAt", l.told[cardinality(l.told)] AS told,
              l.told_at AS "toldAt", l.failure
       FROM ticket_link l JOIN hook_source s ON s.id = l.source_id WHERE l.request_id = $1 ORDER BY l.id`,
      [id],
    );
    return { tickets };
  }
}
