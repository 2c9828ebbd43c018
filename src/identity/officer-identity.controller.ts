import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { EntityManager } from 'typeorm';
import type { StaffCaller } from '../people/staff-caller.js';
import { Access, CurrentCaller } from '../platform/http/access/access.js';
import { Problem } from '../platform/http/problems/problem.js';
import { Transactions } from '../platform/queues/transactions.js';
import { type CaseFile, RequestsRepository } from '../requests/requests.repository.js';
import { Errands } from '../work/errands.js';
import { Challenges } from './challenges.js';
import { IdentityDecisionDto } from './identity.dto.js';
import { Proofs } from './proofs.js';
import { sentOrProblem } from './sending-problem.js';

/** An officer decides who asks, and the decision is recorded. */
@ApiTags('office')
@Controller('v1/requests/:id/identity')
export class OfficerIdentityController {
  constructor(
    private readonly transactions: Transactions,
    private readonly requests: RequestsRepository,
    private readonly proofs: Proofs,
    private readonly challenges: Challenges,
    private readonly errands: Errands,
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
      await this.settleAuthority(tx, file, caller);
    });
  }

  /**
   * Sends a code to the mail address that the person gave. Where a code alone does not suffice it is one of the things on
   * which the office's decision rests: it shows that she opens this mailbox, and nothing more.
   */
  @Post('code')
  @HttpCode(202)
  @Access('staff', { may: 'identity.decide' })
  async askCode(@CurrentCaller() caller: StaffCaller, @Param('id', ParseUUIDPipe) id: string): Promise<{ sent: true }> {
    const sending = await this.transactions.run(async (tx) => {
      const file = await this.requests.visible(tx, caller.controllers, id);
      if (!file) throw new Problem('not-found');
      if (file.request.state !== 'proving')
        throw new Problem('conflict', { detail: 'The request does not wait for a proof.' });
      return this.challenges.send(tx, file, { by: caller.actor });
    });
    return sentOrProblem(sending);
  }

  /** Who acts for another was part of the decision: what asked for it, of any request of the case, is settled with it. */
  private async settleAuthority(manager: EntityManager, file: CaseFile, caller: StaffCaller): Promise<void> {
    for (const request of await this.requests.ofCase(manager, file.case.id)) {
      const open = await this.errands.openOf(manager, request.id);
      for (const errand of open.filter(({ kind }) => kind === 'authority-to-check')) {
        await this.errands.settle(manager, errand, {
          outcome: 'done-by-hand',
          by: caller.actor,
          staffId: caller.id,
          caseLedgerId: file.case.ledgerId,
          requestLedgerId: request.ledgerId,
        });
      }
    }
  }
}
