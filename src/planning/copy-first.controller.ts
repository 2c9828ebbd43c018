import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access, CurrentCaller } from '../platform/http/access/access.js';
import { Problem } from '../platform/http/problems/problem.js';
import { RateLimit } from '../platform/http/rate/rate-limit.guard.js';
import { Transactions } from '../platform/queues/transactions.js';
import type { PersonCaller } from '../requests/person.authenticator.js';
import { RequestsRepository } from '../requests/requests.repository.js';
import { CopyFirst } from './copy-first.js';
import { CopyFirstDto, CopyFirstChosenDto } from './copy-first.dto.js';

/** What the person chooses for an erasure that waits for her copy. */
@ApiTags('portal')
@Access('person')
@RateLimit(120)
@Controller('v1/case')
export class CopyFirstController {
  constructor(
    private readonly transactions: Transactions,
    private readonly requests: RequestsRepository,
    private readonly copyFirst: CopyFirst,
  ) {}

  /** Lets the erasure follow some days after the copy, or keeps it waiting for her word. */
  @Post('requests/:id/copy-first')
  @HttpCode(200)
  async choose(
    @CurrentCaller() caller: PersonCaller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: CopyFirstDto,
  ): Promise<CopyFirstChosenDto> {
    return this.transactions.run(async (tx) => {
      const file = await this.requests.file(tx, id);
      if (file?.case.id !== caller.id) throw new Problem('not-found');
      const choosing = await this.copyFirst.choose(tx, file, body.eraseAfterDays);
      if (choosing.outcome === 'waits-for-no-copy')
        throw new Problem('unprocessable', { detail: 'This request waits for no copy.' });
      if (choosing.outcome === 'out-of-bounds') {
        const { least, most } = choosing;
        throw new Problem('validation-failed', {
          errors: [{ pointer: '/eraseAfterDays', rule: 'bounds', detail: `must lie between ${least} and ${most}` }],
        });
      }
      return { eraseAfterDays: body.eraseAfterDays, eraseOn: choosing.eraseOn };
    });
  }
}
