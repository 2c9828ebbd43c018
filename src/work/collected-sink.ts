import type { EntityManager } from 'typeorm';
import type { CollectedRecord } from '../connectors/kit/contract.js';
import type { ClaimedTask } from './claimed-task.js';

/** What was put away of one system's data. */
export interface Collected {
  records: number;
  parts: number;
  bytes: number;
  /** SHA-256 over the digests of the parts, hex. */
  digest: string;
  /** Records by collection. */
  collections: Record<string, number>;
}

/** Where collected data go: delivery keeps them as encrypted parts. */
export abstract class CollectedSink {
  /** Streams the records away, outside of any transaction. Run again for the same task, it replaces what it wrote. */
  abstract write(task: ClaimedTask, records: AsyncIterable<CollectedRecord[]>): Promise<Collected>;

  /** Makes what was written valid, in the transaction that finishes the task. */
  abstract commit(manager: EntityManager, task: ClaimedTask): Promise<void>;
}
