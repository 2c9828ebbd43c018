import { Injectable } from '@nestjs/common';
import type { CollectedRecord, Key, LocatedRecord, RowsOf, Verb } from '../../connectors/kit/contract.js';
import { NotYet } from '../../connectors/kit/errors.js';
import { Ledger } from '../../ledger/ledger.js';
import { Clock } from '../../platform/clock/clock.js';
import { DataKeys } from '../../platform/crypto/data-keys.js';
import { Transactions } from '../../platform/queues/transactions.js';
import type { ClaimedTask } from '../claimed-task.js';
import { type Collected, CollectedSink } from '../collected-sink.js';
import { RowSets } from '../row-sets.js';
import { TasksRepository } from '../tasks.repository.js';
import { referenceOf, Waiting } from '../waiting.js';
import { type TaskBatch, TaskAction } from './task-action.js';

/** Copies the located records of each person out of a system, as parts for the package. */
@Injectable()
export class CollectAction extends TaskAction {
  override readonly action = 'collect';
  override readonly verb: Verb = 'collect';

  constructor(
    private readonly transactions: Transactions,
    private readonly keys: DataKeys,
    private readonly rowSets: RowSets,
    private readonly tasks: TasksRepository,
    private readonly sink: CollectedSink,
    private readonly waiting: Waiting,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async run(batch: TaskBatch): Promise<void> {
    for (const task of batch.tasks) {
      const key = await this.keys.of(this.transactions.manager, { kind: 'case', id: task.caseId });
      const sets = task.rowSet
        ? await this.rowSets.read<LocatedRecord[]>(this.transactions.manager, [task.rowSet], task.system, () => key)
        : new Map<string, LocatedRecord[][]>();
      const rows = rowsByCollection(task.id, (sets.get(task.rowSet ?? '') ?? []).flat());
      const { controller, signal } = batch;
      const reference = referenceOf([task]);
      const collected = await this.collected(task, batch.connector.collect({ controller, reference, rows, signal }));
      if (!collected) continue;
      await this.transactions.run(async (tx) => {
        const [ours] = await this.tasks.stillOurs(tx, [task]);
        if (!ours) return;
        await this.sink.commit(tx, task);
        await this.ledger.append(tx, {
          kind: 'collection.done',
          case: task.caseLedgerId,
          request: task.requestLedgerId,
          by: { role: 'connector' },
          at: this.clock.now(),
          data: { system: task.system, records: collected.records, parts: collected.parts, digest: collected.digest },
        });
        await this.tasks.finish(tx, [{ task, outcome: { ...collected } }]);
      });
    }
  }

  /** Null when the system answers later: this task waits then, and the others of the batch are none the slower. */
  private async collected(task: ClaimedTask, records: AsyncIterable<CollectedRecord[]>): Promise<Collected | null> {
    try {
      return await this.sink.write(task, records);
    } catch (error) {
      if (!(error instanceof NotYet)) throw error;
      await this.waiting.put([task], error.checkAgainAt);
      return null;
    }
  }
}

function rowsByCollection(person: string, records: readonly LocatedRecord[]): RowsOf[] {
  const byCollection = new Map<string, Key[]>();
  for (const record of records) {
    const keys = byCollection.get(record.collection);
    if (keys) keys.push(record.key);
    else byCollection.set(record.collection, [record.key]);
  }
  return [...byCollection].map(([collection, keys]) => ({ person, collection, keys }));
}
