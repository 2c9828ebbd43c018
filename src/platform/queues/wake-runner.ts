import { Injectable } from '@nestjs/common';
import { Log } from '../logging/log.js';
import { HandlerRegistry } from './handler-registry.js';
import { Relay } from './relay.js';
import { HEARTBEAT_SECONDS } from './sweeper.js';
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
    private readonly log: Log,
  ) {}

  /** Asks running handlers to end at their next safe point. */
  stop(): void {
    this.stopping.abort();
  }

  async run(signal: string, subject: string, wake: string): Promise<void> {
    const handler = this.handlers.of(signal);
    if (!handler) throw new Error(`No handler takes ${signal}.`);
    const heartbeat = setInterval(() => {
      this.wakes.touch(signal, subject).catch(() => {});
    }, HEARTBEAT_SECONDS * 1000);
    try {
      await handler.handle(subject, this.stopping.signal);
      await this.wakes.answered(signal, subject, wake);
    } catch (error) {
      const failures = await this.wakes.failed(signal, subject);
      if (failures >= ALARM_AFTER_FAILURES) this.log.error('A handler keeps failing', { signal, attempt: failures, error });
      else this.log.warn('A handler failed and is asked again later', { signal, attempt: failures, error });
    } finally {
      clearInterval(heartbeat);
      this.relay.nudge();
    }
  }
}
