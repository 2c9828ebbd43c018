import { Injectable } from '@nestjs/common';
import { type Slot, Slots } from '../work/slots.js';
import { Systems } from '../work/systems.js';
import { ConnectorError } from '../connectors/kit/errors.js';
import type { Verb } from '../connectors/kit/contract.js';
import { WorkTimes } from '../work/work-times.js';

const DEFAULT_BATCH = 50;

/** The counter of a system: whoever calls it takes a place there, as the engine's lanes do. */
@Injectable()
export class Counter {
  constructor(
    private readonly slots: Slots,
    private readonly systems: Systems,
    private readonly times: WorkTimes,
  ) {}

  /** When to ask again after all places were taken. */
  get waitMilliseconds(): number {
    return this.times.noSlotMilliseconds;
  }

  /** @returns `full` when all places are taken; else what the work returns. */
  async at<T>(system: string, verb: Verb, work: (batch: number) => Promise<T>): Promise<T | 'full'> {
    const { batch, concurrency } = await this.limits(system, verb);
    const slot = await this.slots.take(system, concurrency);
    if (slot === null) return 'full';
    const keeping = this.keep(slot);
    try {
      return await work(batch);
    } finally {
      clearInterval(keeping);
      await this.slots.release(slot);
    }
  }

  /** What the system bears at once. One that cannot even be opened says so when it is called. */
  private async limits(system: string, verb: Verb): Promise<{ batch: number; concurrency: number }> {
    try {
      const description = await this.systems.describe(system);
      return { batch: description?.batch[verb] ?? DEFAULT_BATCH, concurrency: description?.concurrency ?? 1 };
    } catch (error) {
      if (error instanceof ConnectorError) return { batch: 1, concurrency: 1 };
      throw error;
    }
  }

  private keep(slot: Slot): NodeJS.Timeout {
    return setInterval(() => {
      // One sign of life may be lost; the place lapses only after several.
      this.slots.keep(slot).catch(() => {});
    }, this.times.heartbeatMilliseconds);
  }
}
