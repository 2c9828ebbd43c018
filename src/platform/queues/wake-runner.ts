import { Injectable } from '@nestjs/common';
import { CrashPoints } from '../faults/crash-points.js';
import { Log } from '../logging/log.js';
import { HandlerRegistry } from './handler-registry.js';
import { UNASKED } from './job-sink.js';
import { QueueTimes } from './queue-times.js';
import { Relay } from './relay.js';
import { WakesRepository } from './wakes.repository.js';

const ALARM_AFTER_FAILURES = 5;

/** Runs the handler of one wake: heartbeat while it works, answered when it returns, asked again later when it throws. */
@Injectable()
export class WakeRunner {
  private readonly stopping = new AbortController();

  constructor(
    private readonly handlers: HandlerRegistry,
    private readonly wakes: WakesRepository,
    private readonly relay: Relay,
    private readonly times: QueueTimes,
    private readonly crash: CrashPoints,
    private readonly log: Log,
  ) {}

  /** Asks running handlers to end at their next safe point. */
  stop(): void {
    this.stopping.abort();
  }

  /**
   * @param wake number of the job. A job whose wake was answered meanwhile (the sweeper took it for lost, or several
   * asks were served by one run) does nothing.
   */
  async run(signal: string, subject: string, wake: string): Promise<void> {
    const handler = this.handlers.of(signal);
    if (!handler) throw new Error(`No handler takes ${signal}.`);
    const asked = wake === UNASKED ? UNASKED : await this.wakes.begin(signal, subject, wake);
    if (asked === null) return;
    const heartbeat = setInterval(() => {
      this.wakes.touch(signal, subject).catch(() => {});
    }, this.times.heartbeatSeconds * 1000);
    try {
      await this.crash.here('before-handle', signal);
      await handler.handle(subject, this.stopping.signal);
      await this.crash.here('before-answered', signal);
      await this.wakes.answered(signal, subject, asked);
      await this.crash.here('after-answered', signal);
    } catch (error) {
      const failures = await this.wakes.failed(signal, subject, asked);
      if (failures >= ALARM_AFTER_FAILURES)
        this.log.error('A handler keeps failing', { signal, attempt: failures, error });
      else this.log.warn('A handler failed and is asked again later', { signal, attempt: failures, error });
    } finally {
      clearInterval(heartbeat);
      this.relay.nudge();
    }
  }
}
