import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Transactions } from '../../platform/queues/transactions.js';
import { Raise } from '../../requests/raise.js';
import { ReplaysAsleep } from '../replay/replays-asleep.js';
import { ProbesRepository } from './probes.repository.js';

/** The chore behind looks and replays: whoever has something to do and nobody at it is woken. */
@Injectable()
export class ProbesDue {
  constructor(
    private readonly transactions: Transactions,
    private readonly probes: ProbesRepository,
    private readonly replays: ReplaysAsleep,
    private readonly raise: Raise,
    private readonly clock: Clock,
  ) {}

  /** @returns how many systems were told. */
  run(): Promise<number> {
    return this.transactions.run(async (tx) => {
      const systems = await this.probes.systemsDue(tx, this.clock.now());
      await this.raise.signal(tx, 'retention.probe', systems);
      return systems.length + (await this.replays.wake(tx));
    });
  }
}
