import type { QueueName } from './queue-names.js';

/** One job to be added: a name that was never used before, and an id. Nothing personal travels through a queue. */
export interface JobToAdd {
  queue: QueueName;
  signal: string;
  subject: string;
  wake: string;
  priority: number;
}

/** Number of jobs that the queue makes by itself (recurring chores): no row waits for their answer. */
export const UNASKED = '0';

/** Where the relay puts jobs: BullMQ in the service, a list in a test. */
export abstract class JobSink {
  abstract add(jobs: readonly JobToAdd[]): Promise<void>;
}
