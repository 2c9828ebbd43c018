import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { getQueueToken } from '@nestjs/bullmq';
import type { Queue } from 'bullmq';
import { JobSink, type JobToAdd } from './job-sink.js';
import { QUEUES, type QueueName } from './queue-names.js';

/** Up to so many, adding jobs one by one is quicker: on PostgreSQL a bulk makes temporary tables for itself. */
const FEW = 4;

/** Adds jobs to BullMQ. A job is kept neither when it is done nor when it failed: the wake row is the memory. */
@Injectable()
export class BullSink extends JobSink {
  constructor(private readonly modules: ModuleRef) {
    super();
  }

  override async add(jobs: readonly JobToAdd[]): Promise<void> {
    const added = QUEUES.map(async (name) => {
      const mine = jobs.filter((job) => job.queue === name).map(toBull);
      const queue = this.queue(name);
      if (mine.length > FEW) await queue.addBulk(mine);
      else await Promise.all(mine.map(({ name: signal, data, opts }) => queue.add(signal, data, opts)));
    });
    await Promise.all(added);
  }

  private queue(name: QueueName): Queue {
    return this.modules.get<Queue>(getQueueToken(name), { strict: false });
  }
}

const toBull = (job: JobToAdd) => ({
  name: job.signal,
  data: { subject: job.subject, wake: job.wake },
  opts: {
    jobId: `${job.signal}.${job.subject}.${job.wake}`,
    priority: job.priority,
    attempts: 1,
    removeOnComplete: true,
    removeOnFail: true,
  },
});
