import { Injectable } from '@nestjs/common';
import type { Key, LocatedRecord, RowsOf, Verb } from '../../connectors/kit/contract.js';
import { Ledger } from '../../ledger/ledger.js';
import { Clock } from '../../platform/clock/clock.js';
import { DataKeys } from '../../platform/crypto/data-keys.js';
import { Transactions } from '../../platform/queues/transactions.js';
import { CollectedSink } from '../collected-sink.js';
import { RowSets } from '../row-sets.js';
import { TasksRepository } from '../tasks.repository.js';
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
      const collected = await this.sink.write(
        task,
        batch.connector.collect({ controller: batch.controller, rows, signal: batch.signal }),
      );
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
