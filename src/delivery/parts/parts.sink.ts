import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { CollectedRecord } from '../../connectors/kit/contract.js';
import { Clock } from '../../platform/clock/clock.js';
import { DataKeys } from '../../platform/crypto/data-keys.js';
import { Transactions } from '../../platform/queues/transactions.js';
import type { ClaimedTask } from '../../work/claimed-task.js';
import { type Collected, CollectedSink } from '../../work/collected-sink.js';
import { Systems } from '../../work/systems.js';
import { sealingUnder } from '../vault/sealing.js';
import { Vault } from '../vault/vault.js';
import type { PartRecord } from './part-record.js';
import { PartWriter, type WrittenPart } from './part-writer.js';
import { replaceParts } from './parts.repository.js';

type Written = Map<string, WrittenPart[]>;

/** Keeps collected records as encrypted parts in the vault; their rows are written when the task is finished. */
@Injectable()
export class PartsSink extends CollectedSink {
  private readonly written = new Map<string, Written>();

  constructor(
    private readonly vault: Vault,
    private readonly keys: DataKeys,
    private readonly systems: Systems,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async write(task: ClaimedTask, records: AsyncIterable<CollectedRecord[]>): Promise<Collected> {
    const key = await this.keys.of(this.transactions.manager, { kind: 'case', id: task.caseId });
    const { map } = await this.systems.open(task.mapId);
    const parts: Written = new Map();
    const writer = new PartWriter(this.vault, sealingUnder(key));
    const runs = new CollectionRuns(records);
    for (let run = await runs.next(); run; run = await runs.next()) {
      const before = parts.get(run.collection) ?? [];
      parts.set(run.collection, before);
      const fields = new Set(Object.keys(map.collections[run.collection]?.fields ?? {}));
      for await (const part of writer.write(fields, run.batches)) before.push({ ...part, ordinal: before.length });
    }
    this.written.set(task.id, parts);
    return summary(parts);
  }

  override async commit(manager: EntityManager, task: ClaimedTask): Promise<void> {
    const parts = this.written.get(task.id);
    this.written.delete(task.id);
    const { requestId, caseId, system } = task;
    // Files that are replaced stay until the vault is swept: this transaction may yet be rolled back.
    for (const [collection, written] of parts ?? []) {
      await replaceParts(manager, { requestId, caseId, system, collection }, written, this.clock.now());
    }
  }
}

function summary(parts: Written): Collected {
  const all = [...parts.values()].flat();
  const digest = createHash('sha256');
  for (const part of all) digest.update(part.sha256);
  return {
    records: all.reduce((sum, part) => sum + part.records, 0),
    parts: all.length,
    bytes: all.reduce((sum, part) => sum + part.bytes, 0),
    digest: digest.digest('hex'),
    collections: Object.fromEntries(
      [...parts].map(([name, own]) => [name, own.reduce((sum, part) => sum + part.records, 0)]),
    ),
  };
}

/** A stream of records of several collections as runs of one collection each, without holding more than a batch. */
class CollectionRuns {
  private readonly source: AsyncIterator<CollectedRecord[]>;
  private rest: CollectedRecord[] = [];

  constructor(records: AsyncIterable<CollectedRecord[]>) {
    this.source = records[Symbol.asyncIterator]();
  }

  async next(): Promise<{ collection: string; batches: AsyncIterable<PartRecord[]> } | null> {
    if (!(await this.fill())) return null;
    const { collection } = this.rest[0]!;
    return { collection, batches: this.of(collection) };
  }

  private async *of(collection: string): AsyncGenerator<PartRecord[]> {
    while (await this.fill()) {
      const end = this.rest.findIndex((record) => record.collection !== collection);
      const mine = end < 0 ? this.rest : this.rest.slice(0, end);
      if (mine.length === 0) return;
      this.rest = end < 0 ? [] : this.rest.slice(end);
      yield mine.map(({ key, record }) => ({ key, record }));
    }
  }

  private async fill(): Promise<boolean> {
    while (this.rest.length === 0) {
      const next = await this.source.next();
      if (next.done) return false;
      this.rest = next.value;
    }
    return true;
  }
}
