import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Ledger } from './ledger.js';
import { LedgerBehindCheckpoint, LedgerForked, LedgerRefusal } from './refusals.js';
import { Sequencer } from './sequencer.js';
import { Signer } from './signer.js';

export interface RhythmOptions {
  /** Between two looks at what is pending. */
  sequenceEveryMilliseconds: number;
  /** Between two checkpoints at the soonest, as long as nobody waits for one. */
  signEveryMilliseconds: number;
  /** Between two checkpoints on average when somebody's receipt waits (`nudge`): each is a file that stays for ever. */
  signWhenAskedEveryMilliseconds?: number;
  /** How many of these may be made ahead of their time after a quiet while: who comes alone does not wait. */
  signAheadAtMost?: number;
}

const standard = {
  sequenceEveryMilliseconds: 500,
  signEveryMilliseconds: 5_000,
  signWhenAskedEveryMilliseconds: 1_000,
  signAheadAtMost: 10,
} satisfies RhythmOptions;

/** Between two checkpoints in any case: those who ask within this time share one. */
const SHARED_MILLISECONDS = 100;

/**
 * Keeps the log up with what happens: sequences, signs, publishes, again and again. Any number of processes may run it.
 * What the ledger refuses is logged with its code, and when the log is not the one that was signed, appending ends.
 */
@Injectable()
export class LedgerRhythm implements BeforeApplicationShutdown {
  private readonly logger = new Logger(LedgerRhythm.name);
  private readonly stopping = new AbortController();
  private running: Promise<void> | null = null;
  private options: Required<RhythmOptions> = standard;
  /** When the last checkpoint was made, by the process's own clock. */
  private signedAt = Number.NEGATIVE_INFINITY;
  /** When all checkpoints made so far would have been made, had each kept its distance. */
  private evenAt = Number.NEGATIVE_INFINITY;
  private asked = false;
  private beatNow: (() => void) | null = null;

  constructor(
    private readonly ledger: Ledger,
    private readonly sequencer: Sequencer,
    private readonly signer: Signer | null,
  ) {}

  start(options: RhythmOptions = standard): void {
    this.running ??= this.beat({ ...standard, ...options });
  }

  /** Somebody's receipt waits for what has just been committed: the next checkpoint comes as soon as it may. */
  nudge(): void {
    this.asked = true;
    if (performance.now() >= this.soonestWhenAsked()) this.beatNow?.();
  }

  /** Ends after the beat that is under way. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** Before the data source is taken away, which happens with the hooks of the shutdown itself. */
  beforeApplicationShutdown(): Promise<void> {
    return this.stop();
  }

  private async beat(options: Required<RhythmOptions>): Promise<void> {
    this.options = options;
    while (!this.stopping.signal.aborted) {
      const now = performance.now();
      const signs =
        now >= this.signedAt + options.signEveryMilliseconds || (this.asked && now >= this.soonestWhenAsked());
      // Whoever asks while the log is being read asks for the next checkpoint.
      if (signs) this.asked = false;
      await this.attempt('sequence', () => this.sequencer.drain());
      if (signs) {
        await this.attempt('sign', () => this.sign());
        this.signedAt = performance.now();
        this.evenAt = Math.max(this.evenAt, this.signedAt) + options.signWhenAskedEveryMilliseconds;
      }
      await this.rest(options.sequenceEveryMilliseconds);
    }
  }

  private soonestWhenAsked(): number {
    const { signWhenAskedEveryMilliseconds, signAheadAtMost } = this.options;
    return Math.max(
      this.signedAt + SHARED_MILLISECONDS,
      this.evenAt - signAheadAtMost * signWhenAskedEveryMilliseconds,
    );
  }

  /** Waits, but not when a checkpoint is asked for that may be made. */
  private rest(milliseconds: number): Promise<void> {
    const untilAsked = Math.max(0, this.soonestWhenAsked() - performance.now());
    const wait = this.asked ? Math.min(milliseconds, untilAsked) : milliseconds;
    return new Promise((resolve) => {
      if (this.stopping.signal.aborted) return resolve();
      const finish = (): void => {
        clearTimeout(timer);
        this.stopping.signal.removeEventListener('abort', finish);
        this.beatNow = null;
        resolve();
      };
      const timer = setTimeout(finish, wait);
      this.beatNow = finish;
      this.stopping.signal.addEventListener('abort', finish);
    });
  }

  private async sign(): Promise<void> {
    const signed = await this.signer?.signOnce();
    if (signed && signed.unpublished.length > 0) {
      this.logger.warn(`The checkpoint over ${signed.size} leaves did not reach: ${signed.unpublished.join(', ')}.`);
    }
  }

  private async attempt(what: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (error instanceof LedgerBehindCheckpoint || error instanceof LedgerForked) this.ledger.close(error);
      // Of a foreign error only the class: a driver's message may quote values.
      const reason = error instanceof LedgerRefusal ? `${error.code}: ${error.message}` : nameOf(error);
      this.logger.error(`The ledger could not ${what}: ${reason}`);
    }
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown error';
}
