import { Injectable } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../../logging/log.js';

/** Resolves when all is well; rejects, or takes longer than two seconds, when not. What it rejects with is only logged. */
export type ReadinessCheck = () => Promise<unknown>;

export type Readiness = Record<string, 'ok' | 'failed'>;

const PATIENCE = 2000;

/** What must work for this process to be given work. Rooms register their checks when their modules start. */
@Injectable()
export class ReadinessChecks {
  private readonly checks = new Map<string, ReadinessCheck>();
  private draining = false;

  constructor(private readonly log: Log) {}

  /** `name` is a code (`database`, `queues`, `keys`) and is shown. */
  register(name: string, check: ReadinessCheck): void {
    this.checks.set(name, check);
  }

  /** From now on the answer is no: no new work for a process that ends. */
  startDraining(): void {
    this.draining = true;
  }

  get isDraining(): boolean {
    return this.draining;
  }

  async ask(): Promise<Readiness> {
    const results = await Promise.all(
      [...this.checks].map(
        async ([name, check]) => [name, (await this.passes(name, check)) ? 'ok' : 'failed'] as const,
      ),
    );
    return Object.fromEntries(results);
  }

  private async passes(name: string, check: ReadinessCheck): Promise<boolean> {
    const patience = new AbortController();
    try {
      const late = sleep(PATIENCE, undefined, { signal: patience.signal }).then(() => {
        throw new Error('late');
      });
      await Promise.race([check(), late]);
      return true;
    } catch (error) {
      this.log.warn('Readiness check failed', { check: name, error });
      return false;
    } finally {
      patience.abort();
    }
  }
}
