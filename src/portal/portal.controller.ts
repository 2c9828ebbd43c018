import { Controller, Get, Header, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Confirmations } from '../planning/confirmations.js';
import { WithdrawalDto } from '../planning/withdrawals.dto.js';
import { Withdrawals } from '../planning/withdrawals.js';
import { Access, CurrentCaller } from '../platform/http/access/access.js';
import { Problem } from '../platform/http/problems/problem.js';
import { RateLimit } from '../platform/http/rate/rate-limit.guard.js';
import { Transactions } from '../platform/queues/transactions.js';
import type { PersonCaller } from '../requests/person.authenticator.js';
import { Provenness } from '../requests/provenness.js';
import { Receipts } from '../requests/receipts.js';
import { type CaseFile, RequestsRepository } from '../requests/requests.repository.js';
import { PersonCaseDto } from './case/person-case.dto.js';
import { PersonCaseViews } from './case/case-view.js';
import type { EntityManager } from 'typeorm';

/** A person follows her case. */
@ApiTags('person')
@Access('person')
@RateLimit(120)
@Controller('v1/case')
export class PortalController {
  constructor(
    private readonly transactions: Transactions,
    private readonly requests: RequestsRepository,
    private readonly views: PersonCaseViews,
    private readonly provenness: Provenness,
    private readonly receipts: Receipts,
    private readonly withdrawals: Withdrawals,
    private readonly confirmations: Confirmations,
  ) {}

  @Get()
  show(@CurrentCaller() caller: PersonCaller): Promise<PersonCaseDto> {
    return this.views.of(this.transactions.manager, caller.id);
  }

  /** Her receipt: a file that verifies without us. It shows what we recorded and when, not the erasure itself. */
  @Get('requests/:id/receipt')
  @Header('content-type', 'text/plain; charset=utf-8')
  @ApiProduces('text/plain')
  @ApiOkResponse({ schema: { type: 'string' } })
  async receipt(@CurrentCaller() caller: PersonCaller, @Param('id', ParseUUIDPipe) id: string): Promise<string> {
    const manager = this.transactions.manager;
    const file = await this.own(manager, caller, id);
    const proven = await this.provenness.of(manager, file);
    const receipt = proven
      ? await this.receipts.of(manager, file.request)
      : await this.receipts.ofReceipt(manager, file.request);
    if (!receipt)
      throw new Problem('not-found', { detail: 'There is no receipt yet: the entry waits for its checkpoint.' });
    return receipt;
  }

  /** She withdraws a request. Too late once something is destroyed: the answer says what was done. */
  @Post('requests/:id/withdrawal')
  @HttpCode(200)
  withdraw(@CurrentCaller() caller: PersonCaller, @Param('id', ParseUUIDPipe) id: string): Promise<WithdrawalDto> {
    return this.transactions.run(async (tx) => ({
      begun: null,
      stopped: null,
      ...(await this.withdrawals.withdraw(tx, await this.own(tx, caller, id), { role: 'data-subject' })),
    }));
  }

  /** Her word that the copy has arrived: the erasure she asked for with it may go on. */
  @Post('requests/:id/confirmation')
  @HttpCode(204)
  async confirm(@CurrentCaller() caller: PersonCaller, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const file = await this.own(tx, caller, id);
      const confirming = await this.confirmations.confirm(tx, file);
      if (confirming === 'waits-for-no-copy') {
        throw new Problem('unprocessable', { detail: 'This request waits for no copy.' });
      }
      if (confirming === 'copy-not-ready') {
        throw new Problem('conflict', { detail: 'The copy is not ready yet: your word is asked for when it is.' });
      }
    });
  }

  private async own(manager: EntityManager, caller: PersonCaller, id: string): Promise<CaseFile> {
    const file = await this.requests.file(manager, id);
    if (file?.case.id !== caller.id) throw new Problem('not-found');
    return file;
  }
}
