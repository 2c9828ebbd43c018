import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Ledger } from './ledger.js';
import { LedgerBehindCheckpoint, LedgerForked, LedgerRefusal } from './refusals.js';
import { Sequencer } from './sequencer.js';
import { Signer } from './signer.js';

export interface RhythmOptions {
  /** Between two looks at what is pending. */
  sequenceEveryMilliseconds: number;
  /** Between two checkpoints at the soonest. */
  signEveryMilliseconds: number;
}

const standard: RhythmOptions = { sequenceEveryMilliseconds: 500, signEveryMilliseconds: 5_000 };

/**
 * Keeps the log up with what happens: sequences, signs, publishes, again and again. Any number of processes may run it.
 * What the ledger refuses is logged with its code, and when the log is not the one that was signed, appending ends.
 */
@Injectable()
export class LedgerRhythm implements OnApplicationShutdown {
  private readonly logger = new Logger(LedgerRhythm.name);
  private readonly stopping = new AbortController();
  private running: Promise<void> | null = null;

  constructor(
    private readonly ledger: Ledger,
    private readonly sequencer: Sequencer,
    private readonly signer: Signer | null,
  ) {}

  start(options: RhythmOptions = standard): void {
    this.running ??= this.beat(options);
  }

  /** Ends after the beat that is under way. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  onApplicationShutdown(): Promise<void> {
    return this.stop();
  }

  private async beat(options: RhythmOptions): Promise<void> {
    const beatsToSign = Math.max(1, Math.round(options.signEveryMilliseconds / options.sequenceEveryMilliseconds));
    for (let beat = 0; !this.stopping.signal.aborted; beat++) {
      await this.attempt('sequence', () => this.sequencer.drain());
      if (beat % beatsToSign === 0) await this.attempt('sign', () => this.sign());
      await pause(options.sequenceEveryMilliseconds, this.stopping.signal);
    }
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

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const finish = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', finish);
      resolve();
    };
    const timer = setTimeout(finish, milliseconds);
    signal.addEventListener('abort', finish);
  });
}
