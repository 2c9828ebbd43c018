import { Retryable } from '../errors.js';

const OPENS_AFTER = 5;
const OPEN_MILLISECONDS = 30_000;
const LONGEST_MILLISECONDS = 10 * 60_000;

/**
 * Leaves a system in peace that fails again and again: after five failures in a row nobody calls for half a minute, then
 * one call tries whether it is back (each time twice as long, ten minutes at most).
 */
export class Circuit {
  private failures = 0;
  private opened = 0;
  private opensUntil = 0;
  private probing = false;

  constructor(private readonly now: () => Date) {}

  /**
   * Asks whether a call may be made. Whoever may, says afterwards how it went.
   *
   * @throws Retryable when the system is left in peace.
   */
  admit(): void {
    if (this.failures < OPENS_AFTER) return;
    const left = this.opensUntil - this.now().getTime();
    if (left > 0) throw new Retryable('The system has failed repeatedly and is left in peace for a while.', left);
    if (this.probing) throw new Retryable('The system is being tried after it has failed.', 1_000);
    this.probing = true;
  }

  /** The system has answered, whatever it said. */
  answered(): void {
    this.failures = 0;
    this.opened = 0;
    this.probing = false;
  }

  failed(): void {
    this.failures++;
    this.probing = false;
    if (this.failures < OPENS_AFTER) return;
    const milliseconds = Math.min(LONGEST_MILLISECONDS, OPEN_MILLISECONDS * 2 ** Math.min(this.opened, 16));
    this.opened++;
    this.opensUntil = this.now().getTime() + milliseconds;
  }

  /** The call was not made, or nobody knows how it went: neither good nor bad news. */
  undecided(): void {
    this.probing = false;
  }
}
