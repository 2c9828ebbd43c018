import { Controller, Get, Header, Param, ParseUUIDPipe } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { StaffCaller } from '../people/staff-caller.js';
import { Access, CurrentCaller } from '../platform/http/access/access.js';
import { Problem } from '../platform/http/problems/problem.js';
import { Transactions } from '../platform/queues/transactions.js';
import { RequestsRepository } from '../requests/requests.repository.js';
import { Receipts } from '../requests/receipts.js';

/** The receipt of a request, for the office; the same bytes the person gets. */
@ApiTags('office')
@Controller('v1/requests/:id/receipt')
export class ReceiptsController {
  constructor(
    private readonly transactions: Transactions,
    private readonly requests: RequestsRepository,
    private readonly receipts: Receipts,
  ) {}

  /** A C2SP tlog-proof that the newest entry of the request stands in the ledger. Verifies offline. */
  @Get()
  @Access('staff', { may: 'request.read' })
  @Header('content-type', 'text/plain; charset=utf-8')
  @ApiProduces('text/plain')
  @ApiOkResponse({ schema: { type: 'string' } })
  async receipt(@CurrentCaller() caller: StaffCaller, @Param('id', ParseUUIDPipe) id: string): Promise<string> {
    const file = await this.requests.visible(this.transactions.manager, caller.controllers, id);
    const receipt = file && (await this.receipts.of(this.transactions.manager, file.request));
    if (!receipt)
      throw new Problem('not-found', { detail: 'There is no receipt yet: the entry waits for its checkpoint.' });
    return receipt;
  }
}
