import { Injectable } from '@nestjs/common';
import { type SignalHandler, Takes } from '../platform/queues/handler-registry.js';
import { Transactions } from '../platform/queues/transactions.js';
import { RequestsRepository } from '../requests/requests.repository.js';
import { Errands } from '../work/errands.js';
import { UnprovenRequests } from './unproven-requests.js';

/**
 * It is time to answer, and who asks is not proven. The request goes on as the lesser one where the law knows one and the
 * proof reaches it; else an officer decides. It never ends by itself: a refusal names reasons and remedies (practice 2).
 */
@Injectable()
@Takes('identity.overdue')
export class IdentityOverdueHandler implements SignalHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly requests: RequestsRepository,
    private readonly unproven: UnprovenRequests,
    private readonly errands: Errands,
  ) {}

  async handle(requestId: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const file = await this.requests.lockedIn(tx, requestId, (state) => state === 'proving');
      if (!file) return;
      // The date moves with extensions and pauses: a wake that comes too early asks for the next one.
      if (!(await this.unproven.isOverdue(tx, file))) return this.unproven.wakeInTime(tx, file);
      if (await this.unproven.goOnAsLesser(tx, file)) return;
      await this.errands.openFor(tx, file, { kind: 'proof-not-given' });
    });
  }
}
