import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { StaffCaller } from '../../people/staff-caller.js';
import { Access, CurrentCaller } from '../../platform/http/access/access.js';
import { Problem } from '../../platform/http/problems/problem.js';
import { Transactions } from '../../platform/queues/transactions.js';
import { RequestsRepository } from '../../requests/requests.repository.js';
import { CorrectReceiptDto } from './receipt-correction.dto.js';
import { type Correcting, ReceiptCorrections } from './receipt-corrections.js';

/** Refusals of a correction: those that are about the date, and those that are about the case. */
const DATES: Partial<Record<Correcting, { rule: string; detail: string }>> = {
  future: { rule: 'past', detail: 'lies in the future' },
  unchanged: { rule: 'changed', detail: 'is the date that is recorded' },
  'other-law': { rule: 'law', detail: 'lies under another version of the law, by which the case was not judged' },
};
const CASES: Partial<Record<Correcting, string>> = {
  'not-recorded': 'This request was not recorded by hand: its receipt is what a machine noted.',
  ended: 'The case has ended.',
};

/** A recorded date of receipt that was not the true one. */
@ApiTags('office')
@Controller('v1/requests/:id/receipt-date')
export class ReceiptCorrectionsController {
  constructor(
    private readonly transactions: Transactions,
    private readonly requests: RequestsRepository,
    private readonly corrections: ReceiptCorrections,
  ) {}

  /** Corrects the true receipt of the case, for a reason that stands in the ledger. Its clocks count from then. */
  @Post()
  @HttpCode(204)
  @Access('staff', { may: 'receipt.correct' })
  async correct(
    @CurrentCaller() caller: StaffCaller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: CorrectReceiptDto,
  ): Promise<void> {
    await this.transactions.run(async (tx) => {
      await this.requests.locked(tx, id, 'for update');
      const file = await this.requests.visible(tx, caller.controllers, id);
      if (!file) throw new Problem('not-found');
      const { receivedAt, reason } = body;
      const correcting = await this.corrections.correct(tx, file, {
        receivedAt,
        reason,
        staffId: caller.id,
        by: caller.actor,
      });
      const date = DATES[correcting];
      if (date) throw new Problem('validation-failed', { errors: [{ pointer: '/receivedAt', ...date }] });
      const detail = CASES[correcting];
      if (detail) throw new Problem('conflict', { detail });
    });
  }
}
