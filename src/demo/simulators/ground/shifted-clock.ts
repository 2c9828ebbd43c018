import { Clock } from '../../../platform/clock/clock.js';

/** Another clock, put forward: in a demo nobody waits thirty days for a grace period. */
export class ShiftedClock extends Clock {
  private ahead = 0;

  constructor(private readonly base: Clock) {
    super();
  }

  override now(): Date {
    return new Date(this.base.now().getTime() + this.ahead);
  }

  advance(milliseconds: number): void {
    this.ahead += milliseconds;
  }
}
