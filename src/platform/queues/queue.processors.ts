import { OnWorkerEvent, Processor, WorkerHost } from '@nestjs/bullmq';
import { Inject, type Type } from '@nestjs/common';
import type { Job } from 'bullmq';
import { Log } from '../logging/log.js';
import { QUEUES, type QueueName } from './queue-names.js';
import { WakeRunner } from './wake-runner.js';

/** Stalled jobs are the wake table's concern; BullMQ must not give one up after its second stall. */
const NEVER = 1_000_000;

function processorOf(name: QueueName, concurrency: number): Type<WorkerHost> {
  @Processor(name, { concurrency, maxStalledCount: NEVER })
  class QueueProcessor extends WorkerHost {
    constructor(
      @Inject(WakeRunner) private readonly runner: WakeRunner,
      @Inject(Log) private readonly log: Log,
    ) {
      super();
    }

    @OnWorkerEvent('error')
    outOfReach(error: Error): void {
      this.log.warn('The queue is out of reach', { queue: name, error });
    }

    async process(job: Job<{ subject: string; wake: string }>): Promise<void> {
      await this.runner.run(job.name, job.data.subject, job.data.wake);
    }
  }
  Object.defineProperty(QueueProcessor, 'name', { value: `${name}Processor` });
  return QueueProcessor;
}

/** One BullMQ processor a queue; each hands its jobs to the handler of the signal. */
export function queueProcessors(concurrency: number): Type<WorkerHost>[] {
  return QUEUES.map((name) => processorOf(name, concurrency));
}
