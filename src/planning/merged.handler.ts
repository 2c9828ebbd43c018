import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Ledger } from '../ledger/ledger.js';
import { Clock } from '../platform/clock/clock.js';
import { type SignalHandler, Takes } from '../platform/queues/handler-registry.js';
import { Transactions } from '../platform/queues/transactions.js';
import { Journey } from '../requests/journey.js';
import { ENDED, type State } from '../requests/journey-table.js';
import { type CaseFile, RequestsRepository } from '../requests/requests.repository.js';
import { Errands } from '../work/errands.js';
import { TasksRepository } from '../work/tasks.repository.js';
import { PlansRepository } from './plans.repository.js';

/** States in which a plan waits or takes effect, and from which the road leads back to drawing one. */
const PLANNED: readonly State[] = ['deciding', 'working'];

/**
 * Records that a request is about were joined in their system. Who the person is may be another question now, and clerks
 * join wrongly (practice 22): an approved plan is void, it is drawn anew, and an officer is told.
 */
@Injectable()
@Takes('planning.merged')
export class MergedHandler implements SignalHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly requests: RequestsRepository,
    private readonly tasks: TasksRepository,
    private readonly plans: PlansRepository,
    private readonly errands: Errands,
    private readonly journey: Journey,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  async handle(requestId: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const file = await this.requests.lockedIn(tx, requestId, (state) => !ENDED.includes(state));
      if (!file) return;
      await this.errands.openFor(tx, file, { kind: 'identities-merged' });
      const plan = await this.plans.living(tx, requestId);
      if (plan?.state === 'approved' && PLANNED.includes(file.request.state)) await this.drawAnew(tx, file);
    });
  }

  private async drawAnew(tx: EntityManager, file: CaseFile): Promise<void> {
    // What has begun to destroy is finished, as after any drift; the rest waits for the new plan.
    await this.tasks.cancel(tx, file.request.id);
    const voided = await this.plans.void(tx, file.request.id, 'identities-merged');
    await this.ledger.append(tx, {
      kind: 'plan.voided',
      case: file.case.ledgerId,
      request: file.request.ledgerId,
      by: { role: 'service' },
      at: this.clock.now(),
      data: { hash: voided!.hash, code: 'identities-merged' },
    });
    await this.journey.move(tx, file.request, 'planning', 'identities-merged');
  }
}
