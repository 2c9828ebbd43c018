import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { StaffCaller } from '../people/staff-caller.js';
import { Access, CurrentCaller } from '../platform/http/access/access.js';
import { Problem } from '../platform/http/problems/problem.js';
import { Transactions } from '../platform/queues/transactions.js';
import { RequestsRepository } from '../requests/requests.repository.js';
import { IdentityDecisionDto } from './identity.dto.js';
import { Proofs } from './proofs.js';

/** An officer decides who asks, and the decision is recorded. */
@ApiTags('office')
@Controller('v1/requests/:id/identity')
export class OfficerIdentityController {
  constructor(
    private readonly transactions: Transactions,
    private readonly requests: RequestsRepository,
    private readonly proofs: Proofs,
  ) {}

  @Post()
  @HttpCode(204)
  @Access('staff', { may: 'identity.decide' })
  async decide(
    @CurrentCaller() caller: StaffCaller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: IdentityDecisionDto,
  ): Promise<void> {
    if (body.decision === 'refuse' && !body.reason) {
      throw new Problem('validation-failed', {
        errors: [{ pointer: '/reason', rule: 'required', detail: 'a refusal names its reason' }],
      });
    }
    await this.transactions.run(async (tx) => {
      const file = await this.requests.visible(tx, caller.controllers, id);
      if (!file) throw new Problem('not-found');
      if (body.decision === 'accept') {
        await this.proofs.accept(tx, file, {
          method: 'officer-decision',
          level: 'officer',
          by: caller.actor,
          prove: 'all given',
          staffId: caller.id,
          ...(body.note ? { note: body.note } : {}),
        });
      } else {
        await this.proofs.refuse(tx, file, {
          staffId: caller.id,
          by: caller.actor,
          reason: body.reason!,
          ...(body.note ? { note: body.note } : {}),
        });
      }
    });
  }
}
