import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Log } from '../logging/log.js';
import { QueueTimes } from './queue-times.js';
import { Relay } from './relay.js';
import { WakesRepository } from './wakes.repository.js';

const BATCH = 1_000;

/** Finds wakes whose job the queue has lost (flushed, restarted without its disk, its worker killed) and asks anew. */
@Injectable()
export class Sweeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer?: NodeJS.Timeout;
  private running: Promise<unknown> | null = null;

  constructor(
    private readonly wakes: WakesRepository,
    private readonly relay: Relay,
    private readonly times: QueueTimes,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.running ??= this.sweep()
        .catch((error: unknown) => this.log.warn('The sweep failed and will be tried again', { error }))
        .finally(() => {
          this.running = null;
        });
    }, this.times.sweepMilliseconds);
    this.timer.unref();
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** @returns how many wakes were asked for anew. */
  async sweep(): Promise<number> {
    const jobs = await this.wakes.takeForgotten(this.times.forgottenAfterSeconds, BATCH);
    if (jobs.length > 0) await this.relay.deliver(jobs);
    return jobs.length;
  }
}
