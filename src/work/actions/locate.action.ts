import { Injectable } from '@nestjs/common';
import type { LocateBatch, LocatedRecord, PersonQuery, Verb } from '../../connectors/kit/contract.js';
import { DataKeys } from '../../platform/crypto/data-keys.js';
import { Tags } from '../../platform/crypto/tags.js';
import { Transactions } from '../../platform/queues/transactions.js';
import { keysOf } from '../../requests/keys-of.js';
import { Identifiers, type KnownIdentifier } from '../../requests/identifiers.js';
import type { ClaimedTask } from '../claimed-task.js';
import { RowSets, type RowSetToWrite } from '../row-sets.js';
import { TasksRepository } from '../tasks.repository.js';
import { referenceOf } from '../waiting.js';
import { type TaskBatch, TaskAction } from './task-action.js';

/** Records a sealed chunk holds, so that a person with millions of rows is read and written in pieces. */
const CHUNK = 10_000;

/** Which of a case's identifiers a round starts from: proven ones at first, then what the round before has learnt. */
export function seedsOf(identifiers: readonly KnownIdentifier[], round: number): PersonQuery['identifiers'] {
  return identifiers
    .filter((identifier) => (round === 0 ? identifier.proven : identifier.round === round))
    .map(({ kind, value }) => ({ kind, value }));
}

/** Searches one system for the people of a batch, and keeps what was found sealed until the plan is drawn. */
@Injectable()
export class LocateAction extends TaskAction {
  override readonly action = 'locate';
  override readonly verb: Verb = 'locate';

  constructor(
    private readonly transactions: Transactions,
    private readonly identifiers: Identifiers,
    private readonly keys: DataKeys,
    private readonly tags: Tags,
    private readonly rowSets: RowSets,
    private readonly tasks: TasksRepository,
  ) {
    super();
  }

  override async run(batch: TaskBatch): Promise<void> {
    const manager = this.transactions.manager;
    const known = await this.identifiers.ofCases(
      manager,
      batch.tasks.map((task) => task.caseId),
    );
    const people = batch.tasks.map((task) => ({
      person: task.id,
      identifiers: seedsOf(known.get(task.caseId) ?? [], task.round),
    }));
    const found = await locateAll(batch, people, this.tags.digest('fingerprint', 'records'), {
      reference: referenceOf(batch.tasks),
      occasion: 'search',
    });
    const keys = await keysOf(
      this.keys,
      manager,
      'case',
      batch.tasks.map((task) => task.caseId),
    );
    await this.transactions.run(async (tx) => {
      const ours = await this.tasks.stillOurs(tx, batch.tasks);
      const sets: RowSetToWrite[] = [];
      for (const task of ours) {
        const records = found.get(task.id) ?? [];
        for (let start = 0, ordinal = 0; start < records.length; start += CHUNK, ordinal += 1) {
          const chunk = records.slice(start, start + CHUNK);
          sets.push({
            setId: task.id,
            requestId: task.requestId,
            kind: 'located',
            system: task.system,
            ordinal,
            rows: chunk.length,
            content: chunk,
            key: keys.get(task.caseId)!,
          });
        }
        await this.identifiers.learn(tx, task.caseId, learnt(task, records, batch.map.follow ?? []));
      }
      await this.rowSets.write(tx, sets);
      await this.tasks.finish(
        tx,
        ours.map((task) => ({ task, outcome: { records: counted(found.get(task.id) ?? []) } })),
      );
    });
  }
}

/** Everything the connector finds for each person. */
export async function locateAll(
  batch: Pick<TaskBatch, 'connector' | 'controller' | 'signal'>,
  people: PersonQuery[],
  digest: (value: string) => string,
  call: Pick<LocateBatch, 'reference' | 'occasion'> = {},
): Promise<Map<string, LocatedRecord[]>> {
  const found = new Map<string, LocatedRecord[]>(people.map(({ person }) => [person, []]));
  const asked = people.filter(({ identifiers }) => identifiers.length > 0);
  if (asked.length === 0) return found;
  for await (const records of batch.connector.locate({
    controller: batch.controller,
    ...call,
    people: asked,
    digest,
    signal: batch.signal,
  })) {
    for (const record of records) found.get(record.person)?.push(record);
  }
  return found;
}

/** What the records show and the map allows to follow (practice 22); the rest is not even written down. */
function learnt(task: ClaimedTask, records: readonly LocatedRecord[], follow: readonly string[]): KnownIdentifier[] {
  const shown = new Map<string, KnownIdentifier>();
  for (const record of records) {
    if (record.via === 'shared') continue;
    for (const { kind, value } of record.shows) {
      if (!follow.includes(kind)) continue;
      shown.set(`${kind}\u0000${value}`, {
        kind,
        value,
        proven: false,
        source: `system:${task.system}/${record.collection}`,
        round: task.round + 1,
      });
    }
  }
  return [...shown.values()];
}

function counted(records: readonly LocatedRecord[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const record of records) counts[record.collection] = (counts[record.collection] ?? 0) + 1;
  return counts;
}
