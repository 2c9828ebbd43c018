import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Identifier } from '../../connectors/kit/contract.js';
import { Raise } from '../../requests/raise.js';
import { TasksRepository } from '../../work/tasks.repository.js';
import { CasesOf } from './cases-of.js';
import type { Teller } from './told-event.js';

/**
 * Some systems pass an erasure on to everybody who holds the data, and so to us, who asked for it: Shopify does when its
 * days of grace are over. That is no new request, and the erasure that waits there looks again.
 */
@Injectable()
export class EchoedErasures {
  constructor(
    private readonly cases: CasesOf,
    private readonly tasks: TasksRepository,
    private readonly raise: Raise,
  ) {}

  /** @returns true when an erasure of hers in the sender's own system is under way. */
  async isEcho(manager: EntityManager, teller: Teller, identifiers: readonly Identifier[]): Promise<boolean> {
    const { system } = teller.source;
    if (system === null) return false;
    const cases = await this.cases.open(manager, teller.controller.id, identifiers);
    if (cases.length === 0) return false;
    const { woken, busy } = await this.tasks.awaken(manager, system, cases, 0);
    if (woken > 0) await this.raise.signal(manager, 'work.lane', `${system}.erase`);
    return woken > 0 || busy;
  }
}
