import { type Clock, SystemClock } from '../clock/clock.js';
import { pooledBytes } from './random-pool.js';

const COUNTER_MOST = 0xfff;
/** The counter of a millisecond begins in the lower half, so that there is room to count on. */
const COUNTER_START = 0x7ff;

/**
 * UUIDs of version 7 (RFC 9562 § 5.7): 48 bits of Unix milliseconds, a counter of 12 bits (§ 6.2, method 1), 62 random
 * bits. Those of one process grow from one to the next, even within a millisecond and when the clock is set back.
 */
export class TimeOrderedIds {
  #milliseconds = 0;
  #counter = 0;

  /** Names are made where no clock is injected; they take their order from it, and no rule depends on them. */
  constructor(private readonly clock: Clock = new SystemClock()) {}

  next(): string {
    const bytes = pooledBytes(16);
    this.#advance(this.clock.now().getTime(), bytes.readUInt16BE(6) & COUNTER_START);
    bytes.writeUIntBE(this.#milliseconds, 0, 6);
    bytes.writeUInt16BE(0x7000 | this.#counter, 6);
    bytes[8] = 0x80 | (bytes[8]! & 0x3f);
    const hex = bytes.toString('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  }

  #advance(now: number, start: number): void {
    if (now > this.#milliseconds) {
      this.#milliseconds = now;
      this.#counter = start;
    } else if (this.#counter < COUNTER_MOST) {
      this.#counter++;
    } else {
      // All names of this millisecond are used up: the next one begins early.
      this.#milliseconds++;
      this.#counter = start;
    }
  }
}
