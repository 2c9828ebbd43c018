import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { type SignalHandler, Takes } from '../../platform/queues/handler-registry.js';
import { Transactions } from '../../platform/queues/transactions.js';
import { Raise } from '../../requests/raise.js';
import { Counter } from '../counter.js';
import { ProbesRepository } from './probes.repository.js';
import { Probing } from './probing.js';

/** Looks give way to other work of the system after this long, and wake themselves again. */
const SLICE_MS = 15_000;

/** Takes the due looks of one system, batch after batch, from one of its places as the engine's lanes do. */
@Injectable()
@Takes('retention.probe')
export class ProbeHandler implements SignalHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly probes: ProbesRepository,
    private readonly probing: Probing,
    private readonly counter: Counter,
    private readonly raise: Raise,
    private readonly clock: Clock,
  ) {}

  async handle(system: string, stopping: AbortSignal): Promise<void> {
    const more = await this.counter.at(system, 'locate', (batch) => this.work(system, batch, stopping));
    if (more === false) return;
    const dueAt = new Date(this.clock.now().getTime() + this.counter.waitMilliseconds);
    await this.transactions.run((tx) =>
      this.raise.signal(tx, 'retention.probe', system, more === 'full' ? { dueAt } : {}),
    );
  }

  /** @returns whether there may be more. */
  private async work(system: string, batch: number, stopping: AbortSignal): Promise<boolean> {
    const until = performance.now() + SLICE_MS;
    while (!stopping.aborted) {
      const claimed = await this.transactions.run((tx) => this.probes.claim(tx, system, this.clock.now(), batch));
      if (claimed.length === 0) return false;
      await this.probing.take(claimed, stopping);
      if (performance.now() > until) return true;
    }
    return true;
  }
}
