import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../platform/http/access/access.js';
import { Problem } from '../platform/http/problems/problem.js';
import { RateLimit } from '../platform/http/rate/rate-limit.guard.js';
import { hashToken } from '../platform/ids/ids.js';
import { Clock } from '../platform/clock/clock.js';
import { Transactions } from '../platform/queues/transactions.js';
import { RequestsRepository } from '../requests/requests.repository.js';
import { Objection } from './objection.entity.js';
import { ObjectedDto } from './withdrawals.dto.js';
import { Withdrawals } from './withdrawals.js';
import { ObjectionDto } from './objections.dto.js';

/** A contact on file says: this was not me. Knowing the link stops the erasure and does nothing else. */
@ApiTags('person')
@Controller('v1/objections')
export class ObjectionsController {
  constructor(
    private readonly transactions: Transactions,
    private readonly requests: RequestsRepository,
    private readonly withdrawals: Withdrawals,
    private readonly clock: Clock,
  ) {}

  @Post()
  @HttpCode(200)
  @Access('public')
  @RateLimit(20)
  async object(@Body() body: ObjectionDto): Promise<ObjectedDto> {
    return this.transactions.run(async (tx) => {
      const objection = await tx.findOneBy(Objection, { tokenHash: hashToken(body.token) });
      const file = objection && (await this.requests.file(tx, objection.requestId));
      if (!objection || !file) throw new Problem('not-found');
      await tx.update(Objection, { id: objection.id }, { usedAt: this.clock.now() });
      const { outcome } = await this.withdrawals.withdraw(tx, file, { role: 'service' }, 'objected-by-contact');
      return { outcome };
    });
  }
}
