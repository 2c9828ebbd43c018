import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { ReasonCode } from '../ledger/reasons.js';
import { Plan } from './plan.entity.js';

@Injectable()
export class PlansRepository {
  /** The plan that counts: drawn or approved, not void. */
  async living(manager: EntityManager, requestId: string): Promise<Plan | null> {
    const [plan] = await manager
      .createQueryBuilder(Plan, 'plan')
      .where(`plan.requestId = :requestId AND plan.state <> 'void'`, { requestId })
      .getMany();
    return plan ?? null;
  }

  /** Plans of a request, the newest first: the desk shows what changed between them. */
  ofRequest(manager: EntityManager, requestId: string): Promise<Plan[]> {
    return manager.find(Plan, { where: { requestId }, order: { drawnAt: 'DESC' } });
  }

  /** @returns the plan that was voided, or null when there was none. */
  async void(manager: EntityManager, requestId: string, code: ReasonCode): Promise<Plan | null> {
    const plan = await this.living(manager, requestId);
    if (!plan) return null;
    await manager.update(Plan, { id: plan.id }, { state: 'void', voidCode: code });
    return plan;
  }
}
