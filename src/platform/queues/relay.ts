import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Log } from '../logging/log.js';
import { JobSink, type JobToAdd } from './job-sink.js';
import { WakesRepository } from './wakes.repository.js';

const BATCH = 500;
const POLL_MILLISECONDS = 500;

/** Carries wakes from the outbox to the queue: at once after a commit in this process, else by polling. */
@Injectable()
export class Relay implements OnApplicationBootstrap, OnApplicationShutdown {
  private running: Promise<void> | null = null;
  private again = false;
  private timer?: NodeJS.Timeout;
  private stopped = false;

  constructor(
    private readonly wakes: WakesRepository,
    private readonly sink: JobSink,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.nudge(), POLL_MILLISECONDS);
    this.timer.unref();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.running;
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
    for (;;) {
      const jobs = await this.wakes.take(BATCH);
      if (jobs.length > 0) await this.add(jobs);
      if (jobs.length < BATCH) return;
    }
  }

  /** The queue is away: the wakes are kept, and the next sweep finds them at once. */
  private async add(jobs: readonly JobToAdd[]): Promise<void> {
    try {
      await this.sink.add(jobs);
    } catch (error) {
      await this.wakes.lost(jobs);
      throw error;
    }
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
