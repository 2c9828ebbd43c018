import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Log } from '../logging/log.js';
import { JobSink } from './job-sink.js';
import { WakesRepository } from './wakes.repository.js';

/** How long a wake may lie untouched before its job counts as lost. Handlers touch theirs every `HEARTBEAT_SECONDS`. */
export const FORGOTTEN_AFTER_SECONDS = 45;
export const HEARTBEAT_SECONDS = 10;
const EVERY_MILLISECONDS = 5_000;

/** Finds wakes whose job the queue has lost (flushed, restarted without its disk, stalled too often) and asks anew. */
@Injectable()
export class Sweeper implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer?: NodeJS.Timeout;
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly wakes: WakesRepository,
    private readonly sink: JobSink,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.running = this.sweep().catch((error: unknown) => this.log.warn('The sweep failed and will be tried again', { error }));
    }, EVERY_MILLISECONDS);
    this.timer.unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /** @returns how many wakes were asked for anew. */
  async sweep(untouchedForSeconds = FORGOTTEN_AFTER_SECONDS): Promise<number> {
    const jobs = await this.wakes.takeForgotten(untouchedForSeconds, 1000);
    if (jobs.length > 0) await this.sink.add(jobs);
    return jobs.length;
  }
}
