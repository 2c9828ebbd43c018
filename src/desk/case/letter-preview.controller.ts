import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { StaffCaller } from '../../people/staff-caller.js';
import { Access, CurrentCaller } from '../../platform/http/access/access.js';
import { Problem } from '../../platform/http/problems/problem.js';
import { Transactions } from '../../platform/queues/transactions.js';
import { RequestsRepository } from '../../requests/requests.repository.js';
import { PreviewDto, PreviewedLetter } from './letter-preview.dto.js';
import { Rehearsal } from './rehearsal.js';

/** Letters before they go. */
@ApiTags('office')
@Controller('v1/requests/:id/letters/preview')
export class LetterPreviewController {
  constructor(
    private readonly transactions: Transactions,
    private readonly requests: RequestsRepository,
    private readonly rehearsal: Rehearsal,
  ) {}

  /** The letter that a decision would send now, in both languages. Nothing is decided and nothing is sent. */
  @Post()
  @HttpCode(200)
  @Access('staff', { may: 'request.read' })
  async preview(
    @CurrentCaller() caller: StaffCaller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: PreviewDto,
  ): Promise<PreviewedLetter> {
    const file = await this.requests.visible(this.transactions.manager, caller.controllers, id);
    if (!file) throw new Problem('not-found');
    const letter = await this.rehearsal.of(caller, file, body);
    if (!letter)
      throw new Problem('conflict', { detail: 'This could not be decided now, so that no letter would go.' });
    return letter;
  }
}
