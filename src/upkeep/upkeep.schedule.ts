import { getQueueToken } from '@nestjs/bullmq';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { WORKS_HERE } from '../platform/queues/bull-lifecycle.js';
import { chores } from './chores.js';

/** Tells the queue when each chore is due. Every worker says the same; the queue keeps it once. */
@Injectable()
export class UpkeepSchedule implements OnApplicationBootstrap {
  constructor(
    @Inject(getQueueToken('upkeep')) private readonly queue: Queue,
    @Inject(WORKS_HERE) private readonly works: boolean,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!this.works) return;
    for (const [chore, when] of Object.entries(chores)) {
      await this.queue.upsertJobScheduler(chore, when, {
        name: 'upkeep.run',
        data: { subject: chore, wake: '0' },
        opts: { removeOnComplete: true, removeOnFail: true, attempts: 1 },
      });
    }
  }
}
