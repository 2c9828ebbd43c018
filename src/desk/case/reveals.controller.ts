import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { reasons } from '../../ledger/reasons.js';
import { may } from '../../people/policies.js';
import type { StaffCaller } from '../../people/staff-caller.js';
import { Access, CurrentCaller } from '../../platform/http/access/access.js';
import { Problem } from '../../platform/http/problems/problem.js';
import { Transactions } from '../../platform/queues/transactions.js';
import { RequestsRepository } from '../../requests/requests.repository.js';
import { REVEAL_REASONS, Reveals } from '../../requests/reveals.js';
import { RevealDto, RevealedDto, RevealReasonsDto } from './reveal.dto.js';
import { Revealing } from './revealing.js';

/** Personal data of a case, shown for a reason that is recorded. */
@ApiTags('office')
@Controller('v1')
export class RevealsController {
  constructor(
    private readonly transactions: Transactions,
    private readonly requests: RequestsRepository,
    private readonly reveals: Reveals,
    private readonly revealing: Revealing,
  ) {}

  /** The reasons that can be given. */
  @Get('desk/reveal-reasons')
  @Access('staff', { may: 'request.read' })
  codes(): RevealReasonsDto {
    return { reasons: REVEAL_REASONS.map((code) => ({ code, text: reasons[code] })) };
  }

  /** Shows what is sealed, once it is recorded who looks and why. Free text of a copy is for those who review it. */
  @Post('requests/:id/reveals')
  @HttpCode(200)
  @Access('staff', { may: 'personal.reveal' })
  async reveal(
    @CurrentCaller() caller: StaffCaller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: RevealDto,
  ): Promise<RevealedDto> {
    if (body.what === 'review' && !may(caller.roles, 'package.review')) throw new Problem('forbidden');
    return this.transactions.run(async (tx) => {
      const file = await this.requests.visible(tx, caller.controllers, id);
      if (!file) throw new Problem('not-found');
      if (file.case.forgottenAt) throw new Problem('conflict', { detail: 'The case has been forgotten.' });
      const { what, reason, note } = body;
      await this.reveals.record(tx, file, {
        what,
        reason,
        staffId: caller.id,
        by: caller.actor,
        ...(note ? { note } : {}),
      });
      return this.revealing.open(tx, file, what);
    });
  }
}
