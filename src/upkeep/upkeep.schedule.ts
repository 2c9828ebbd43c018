import { getQueueToken } from '@nestjs/bullmq';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { Clock } from '../platform/clock/clock.js';
import { Log } from '../platform/logging/log.js';
import { WORKS_HERE } from '../platform/queues/bull-lifecycle.js';
import { UNASKED } from '../platform/queues/job-sink.js';
import { QueueTimes } from '../platform/queues/queue-times.js';
import { chores } from './chores.js';

/** A chore that is so much behind its time is not only waiting for a worker: the queue has lost it. */
const LOST_AFTER_MS = 120_000;

/**
 * Tells the queue when each chore is due, and looks again and again whether it still knows: a queue that was flushed
 * would never sweep a lane or destroy a key any more. Every worker says the same; the queue keeps it once.
 */
@Injectable()
export class UpkeepSchedule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer?: NodeJS.Timeout;

  constructor(
    @Inject(getQueueToken('upkeep')) private readonly queue: Queue,
    @Inject(WORKS_HERE) private readonly works: boolean,
    private readonly times: QueueTimes,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!this.works) return;
    await this.ensure();
    this.timer = setInterval(() => {
      this.ensure().catch((error: unknown) => this.log.warn('The chores could not be scheduled', { error }));
    }, this.times.forgottenAfterSeconds * 1000);
    this.timer.unref();
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Schedules what the queue does not know, or has let lie. @returns how many chores that were. */
  async ensure(): Promise<number> {
    const known = new Map((await this.queue.getJobSchedulers()).map((one) => [one.key, one]));
    const lost = this.clock.now().getTime() - LOST_AFTER_MS;
    const missing = Object.entries(chores).filter(([chore, when]) => {
      const found = known.get(chore);
      const same = 'every' in when ? Number(found?.every) === when.every : found?.pattern === when.pattern;
      return !found || !same || (found.next ?? 0) < lost;
    });
    for (const [chore, when] of missing) {
      await this.queue.upsertJobScheduler(chore, when, {
        name: 'upkeep.run',
        data: { subject: chore, wake: UNASKED },
        opts: { removeOnComplete: true, removeOnFail: true, attempts: 1 },
      });
    }
    return missing.length;
  }
}
