import { hash, parseOptions, verify } from '@node-rs/argon2';
import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { Problem } from '../../platform/http/problems/problem.js';

/**
 * argon2id with the second recommended option of RFC 9106, section 4 (64 MiB, three passes, four lanes), which is above
 * what OWASP asks for. argon2id is the library's default and is checked when a hash is read.
 */
const PARAMETERS = { memoryCost: 65_536, timeCost: 3, parallelism: 4 } as const;

/** Hashes at a time in one process: each takes 64 MiB and a thread that files and name look-ups wait for too. */
const AT_ONCE = 2;
const WAITING = 32;

export interface Verified {
  right: boolean;
  /** The hash was made with other parameters than today's, and should be made anew. */
  outdated: boolean;
}

/** Makes and checks password hashes. Checking for nobody takes the same work as for somebody. */
@Injectable()
export class Passwords {
  private running = 0;
  private readonly queue: (() => void)[] = [];
  private nobody?: Promise<string>;

  /** @returns a PHC string. */
  hash(password: string): Promise<string> {
    return this.inTurn(() => hash(password, PARAMETERS));
  }

  /** @param stored null when there is no such account: a hash is computed all the same, and nothing is right. */
  async verify(stored: string | null, password: string): Promise<Verified> {
    const against = stored ?? (await (this.nobody ??= this.hash(randomBytes(32).toString('base64url'))));
    const right = await this.inTurn(() => verify(against, password));
    return { right: right && stored !== null, outdated: stored !== null && isOutdated(stored) };
  }

  /** @throws Problem `try-again` when too many wait. */
  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= AT_ONCE) {
      if (this.queue.length >= WAITING) throw new Problem('try-again');
      await new Promise<void>((resolve) => this.queue.push(resolve));
    } else {
      this.running += 1;
    }
    try {
      return await work();
    } finally {
      // Whoever waits takes over the place, so that nobody who comes now slips in between.
      const next = this.queue.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}

function isOutdated(stored: string): boolean {
  if (!stored.startsWith('$argon2id$v=19$')) return true;
  const { memoryCost, timeCost, parallelism } = parseOptions(stored);
  return (
    memoryCost !== PARAMETERS.memoryCost || timeCost !== PARAMETERS.timeCost || parallelism !== PARAMETERS.parallelism
  );
}
