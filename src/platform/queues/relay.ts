import { setTimeout as rest } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { CrashPoints } from '../faults/crash-points.js';
import { Log } from '../logging/log.js';
import { JobSink, type JobToAdd } from './job-sink.js';
import { QueueTimes } from './queue-times.js';
import { WakesRepository } from './wakes.repository.js';

const BATCH = 500;
const POLL_MILLISECONDS = 500;
/** Beyond so many jobs at once it is worth waiting for more: most of what a delivery costs does not depend on its size. */
const FEW = 4;
const REST_PER_WORK = 3;
const LONGEST_REST_MILLISECONDS = 100;

/**
 * Carries wakes from the outbox to the queue: at once after a commit in this process, else by polling. In a rush it
 * rests between deliveries, longer than they take, so that a thousand wakes a second cost ten deliveries and not a
 * hundred; the wakes of somebody who is alone are never kept waiting.
 */
@Injectable()
export class Relay implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private running: Promise<void> | null = null;
  private again = false;
  private timer?: NodeJS.Timeout;
  private stopped = false;

  constructor(
    private readonly wakes: WakesRepository,
    private readonly sink: JobSink,
    private readonly times: QueueTimes,
    private readonly crash: CrashPoints,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.nudge(), POLL_MILLISECONDS);
    this.timer.unref();
  }

  /** What is asked for from now on stays in the outbox, for the next process. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    if (!this.running) return;
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise((resolve) => {
      timer = setTimeout(resolve, this.times.partingMilliseconds);
    });
    await Promise.race([this.running, patience]);
    clearTimeout(timer);
  }

  /** Something has been committed that may have asked for wakes. Never throws, never waits. */
  nudge(): void {
    if (this.stopped) return;
    this.again = true;
    this.running ??= this.run().finally(() => {
      this.running = null;
      if (this.again && !this.stopped) this.nudge();
    });
  }

  /** Relays everything that is due now. @returns how many jobs that were. */
  async drain(): Promise<number> {
    let carried = 0;
    while (!this.stopped) {
      await this.crash.here('before-take', '');
      const { jobs, full } = await this.wakes.take(BATCH);
      if (jobs.length > 0) await this.deliver(jobs);
      carried += jobs.length;
      if (!full) break;
    }
    return carried;
  }

  /** Puts jobs into the queue. If the queue is away, their wakes are kept, and the next sweep finds them at once. */
  async deliver(jobs: readonly JobToAdd[]): Promise<void> {
    const about = jobs.map((job) => job.signal).join(' ');
    await this.crash.here('after-take', about);
    try {
      await this.sink.add(jobs);
    } catch (error) {
      await this.wakes.lost(jobs);
      throw error;
    }
    await this.crash.here('after-add', about);
  }

  private async run(): Promise<void> {
    while (this.again && !this.stopped) {
      this.again = false;
      try {
        const began = performance.now();
        const carried = await this.drain();
        const took = performance.now() - began;
        if (carried > FEW) await rest(Math.min(LONGEST_REST_MILLISECONDS, took * REST_PER_WORK));
      } catch (error) {
        this.log.warn('The outbox could not be relayed and will be tried again', { error });
        return;
      }
    }
  }
}
