import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Identifier } from '../../connectors/kit/contract.js';
import { Raise } from '../../requests/raise.js';
import { TasksRepository } from '../../work/tasks.repository.js';
import { CasesOf } from './cases-of.js';
import type { Teller } from './told-event.js';

/** Waiting erasures that are looked at when it cannot be told whose record was meant. */
const MOST_UNTOLD = 25;

/** A system says that it has finished something: the erasures that wait for it look again, and see for themselves. */
@Injectable()
export class Completions {
  constructor(
    private readonly cases: CasesOf,
    private readonly tasks: TasksRepository,
    private readonly raise: Raise,
  ) {}

  /** @returns true when the task that it may be about is being worked at this moment, and would miss it. */
  async tell(manager: EntityManager, teller: Teller, identifiers: readonly Identifier[]): Promise<boolean> {
    const { system } = teller.source;
    if (system === null) return false;
    const cases = await this.cases.open(manager, teller.controller.id, identifiers);
    const { woken, busy } = await this.tasks.awaken(manager, system, cases, MOST_UNTOLD);
    if (woken > 0) await this.raise.signal(manager, 'work.lane', `${system}.erase`);
    return busy;
  }
}
