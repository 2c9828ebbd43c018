import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { getQueueToken } from '@nestjs/bullmq';
import type { Queue } from 'bullmq';
import { JobSink, type JobToAdd } from './job-sink.js';
import { QUEUES, type QueueName } from './queue-names.js';

/** Adds jobs to BullMQ in bulk. A job is kept neither when it is done nor when it failed: the wake row is the memory. */
@Injectable()
export class BullSink extends JobSink {
  constructor(private readonly modules: ModuleRef) {
    super();
  }

  override async add(jobs: readonly JobToAdd[]): Promise<void> {
    for (const name of QUEUES) {
      const mine = jobs.filter((job) => job.queue === name);
      if (mine.length === 0) continue;
      await this.queue(name).addBulk(
        mine.map((job) => ({
          name: job.signal,
          data: { subject: job.subject, wake: job.wake },
          opts: {
            jobId: `${job.signal}.${job.subject}.${job.wake}`,
            priority: job.priority,
            attempts: 1,
            removeOnComplete: true,
            removeOnFail: true,
          },
        })),
      );
    }
  }

  private queue(name: QueueName): Queue {
    return this.modules.get<Queue>(getQueueToken(name), { strict: false });
  }
}
