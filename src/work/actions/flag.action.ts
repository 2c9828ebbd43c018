import { Injectable } from '@nestjs/common';
import type { Verb } from '../../connectors/kit/contract.js';
import { Refused } from '../../connectors/kit/errors.js';
import { Ledger } from '../../ledger/ledger.js';
import { Clock } from '../../platform/clock/clock.js';
import { Transactions } from '../../platform/queues/transactions.js';
import { Identifiers } from '../../requests/identifiers.js';
import { TasksRepository } from '../tasks.repository.js';
import { referenceOf, Waiting } from '../waiting.js';
import { type TaskBatch, TaskAction } from './task-action.js';

/** When a system that will acknowledge later is asked again. */
const PENDING_MS = 15 * 60_000;

/**
 * Passes a do-not-sell to a system. It acts on the contact given and asks for no proof (practice 5), so all identifiers
 * of the case are used.
 */
@Injectable()
abstract class FlagAction extends TaskAction {
  override readonly verb: Verb = 'flag';

  constructor(
    private readonly transactions: Transactions,
    private readonly identifiers: Identifiers,
    private readonly tasks: TasksRepository,
    private readonly waiting: Waiting,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async run(batch: TaskBatch): Promise<void> {
    const { connector } = batch;
    if (!connector.flag) throw new Refused('unsupported', 'This system cannot record it.');
    const known = await this.identifiers.ofCases(
      this.transactions.manager,
      batch.tasks.map((task) => task.caseId),
    );
    const results = await connector.flag({
      controller: batch.controller,
      reference: referenceOf(batch.tasks),
      flag: this.action as 'optOut' | 'restrict',
      people: batch.tasks.map((task) => ({
        person: task.id,
        identifiers: (known.get(task.caseId) ?? []).map(({ kind, value }) => ({ kind, value })),
      })),
      signal: batch.signal,
    });
    const of = new Map(results.map((result) => [result.person, result]));
    if (results.some((result) => result.status === 'unsupported')) {
      throw new Refused('unsupported', 'This system cannot record it.');
    }
    await this.transactions.run(async (tx) => {
      const ours = (await this.tasks.stillOurs(tx, batch.tasks)).filter(
        (task) => of.get(task.id)?.status !== 'pending',
      );
      await this.ledger.appendAll(
        tx,
        ours.map((task) => ({
          kind: 'optout.acknowledged' as const,
          case: task.caseLedgerId,
          request: task.requestLedgerId,
          by: { role: 'connector' as const },
          at: this.clock.now(),
          data: { system: task.system },
        })),
      );
      await this.tasks.finish(
        tx,
        ours.map((task) => ({
          task,
          outcome: { status: of.get(task.id)?.status ?? 'not-found', records: of.get(task.id)?.records ?? 0 },
        })),
      );
    });
    // Honoured only once it is acknowledged (practice 19).
    await this.waiting.put(
      batch.tasks.filter((task) => of.get(task.id)?.status === 'pending'),
      new Date(this.clock.now().getTime() + PENDING_MS),
    );
  }
}

@Injectable()
export class OptOutAction extends FlagAction {
  override readonly action = 'optOut';
}

@Injectable()
export class RestrictAction extends FlagAction {
  override readonly action = 'restrict';
}
