import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { reaches, type StaffCaller } from '../../people/staff-caller.js';
import { Access, CurrentCaller } from '../../platform/http/access/access.js';
import { LargeBody } from '../../platform/http/body/body-parsers.js';
import { Problem } from '../../platform/http/problems/problem.js';
import { Transactions } from '../../platform/queues/transactions.js';
import { LegalController } from '../../requests/legal-controller.entity.js';
import type { AskedList } from '../../suppression/list-check.js';
import { SuppressionCheck } from './suppression-check.js';
import { MOST_ENTRIES, SuppressionCheckDto, SuppressionCheckedDto, SuppressionListDto } from './suppression.dto.js';

/** Ten thousand hashes, or as many addresses of a length that occurs. */
const BOUNDS = { bytes: 1024 * 1024, members: MOST_ENTRIES + 200 };

@ApiTags('suppression')
@Controller('v1/suppression')
export class SuppressionController {
  constructor(
    private readonly transactions: Transactions,
    private readonly checking: SuppressionCheck,
  ) {}

  /**
   * Bulk check for imports and mailings: who was erased here and must not come back, and who may not be written to.
   *
   * Never the visible answer of a sign-up form or of anything else that strangers can reach: it would tell them who once
   * was a customer. Calls are limited for each API key and written to the ledger by their counts.
   */
  @Post('check')
  @HttpCode(200)
  @LargeBody(BOUNDS)
  @Access('staff', { may: 'suppression.check' })
  async check(@CurrentCaller() caller: StaffCaller, @Body() body: SuppressionCheckDto): Promise<SuppressionCheckedDto> {
    const admitted = await this.checking.admit(caller.credential);
    if (!admitted.allowed) throw new Problem('rate-limited', { retryAfterSeconds: admitted.retryAfterSeconds });
    const lists = body.lists.map(asked);
    const entries = lists.reduce((sum, list) => sum + ('sha256' in list ? list.sha256 : list.values).length, 0);
    if (entries > MOST_ENTRIES)
      throw new Problem('validation-failed', {
        errors: [{ pointer: '/lists', rule: 'entries', detail: `hold more than ${MOST_ENTRIES} entries` }],
      });
    const controller = reaches(caller, [body.controller])
      ? await this.transactions.manager.findOneBy(LegalController, { slug: body.controller })
      : null;
    if (!controller)
      throw new Problem('unknown-controller', {
        errors: [{ pointer: '/controller', rule: 'known', detail: 'is no controller of yours' }],
      });
    return { lists: await this.checking.check(caller, controller, lists, body.country) };
  }
}

function asked({ kind, values, sha256 }: SuppressionListDto, at: number): AskedList {
  if (values !== undefined && sha256 === undefined) return { kind, values };
  if (sha256 !== undefined && values === undefined) return { kind, sha256 };
  throw new Problem('validation-failed', {
    errors: [{ pointer: `/lists/${at}`, rule: 'either', detail: 'holds either `values` or `sha256`' }],
  });
}
