import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { CrashPoints } from '../faults/crash-points.js';
import { Log } from '../logging/log.js';
import { JobSink, type JobToAdd } from './job-sink.js';
import { QueueTimes } from './queue-times.js';
import { WakesRepository } from './wakes.repository.js';

const BATCH = 500;
const POLL_MILLISECONDS = 500;

/** Carries wakes from the outbox to the queue: at once after a commit in this process, else by polling. */
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

  /** Relays everything that is due now. */
  async drain(): Promise<void> {
    while (!this.stopped) {
      await this.crash.here('before-take', '');
      const jobs = await this.wakes.take(BATCH);
      if (jobs.length > 0) await this.deliver(jobs);
      if (jobs.length < BATCH) return;
    }
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
        await this.drain();
      } catch (error) {
        this.log.warn('The outbox could not be relayed and will be tried again', { error });
        return;
      }
    }
  }
}
