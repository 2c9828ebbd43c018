import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Challenge, createChallenge, type Payload, randomInt, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { Clock } from '../../platform/clock/clock.js';
import { Tags } from '../../platform/crypto/tags.js';
import { Settings } from '../../platform/settings/settings.js';

/** Time enough to fill in a form slowly after the page has solved its challenge. */
export const CHALLENGE_MINUTES = 30;

/** What one try costs: a derivation of so many rounds, some milliseconds on any machine that people still use. */
const ALGORITHM = 'PBKDF2/SHA-256';
const ROUNDS = 5_000;

/** Why a proof is not taken. */
export type WorkRefusal = 'missing' | 'malformed' | 'forged' | 'expired' | 'wrong' | 'spent';

export type WorkVerdict =
  /** `id` names the challenge for good: by it a proof counts once. */
  { outcome: 'done'; id: Buffer; expiresAt: Date } | { outcome: Exclude<WorkRefusal, 'missing' | 'spent'> };

/**
 * Challenges of proof of work (ALTCHA, https://altcha.org/docs/v2/), made and judged here: no third party sees who asks,
 * and nothing is stored about a challenge until it is solved. The counter that solves it is drawn at random from the upper half
 * of the setting, so that the work is bounded for whoever has a slow phone.
 */
@Injectable()
export class ChallengesOfWork {
  constructor(
    private readonly tags: Tags,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  /** Is any work asked for at all? */
  get wanted(): boolean {
    return this.settings.PROOF_OF_WORK > 0;
  }

  create(): Promise<Challenge> {
    const most = Math.max(1, this.settings.PROOF_OF_WORK);
    return createChallenge({
      algorithm: ALGORITHM,
      cost: ROUNDS,
      counter: randomInt(most, Math.ceil(most / 2)),
      deriveKey,
      expiresAt: new Date(this.clock.now().getTime() + CHALLENGE_MINUTES * 60_000),
      ...this.secrets(),
    });
  }

  /** @param written base64 of ALTCHA's JSON: `{challenge, solution}` */
  async judge(written: string): Promise<WorkVerdict> {
    const payload = readPayload(written);
    if (!payload) return { outcome: 'malformed' };
    const { challenge, solution } = payload;
    const { expiresAt } = challenge.parameters;
    const verified = await verifySolution({ challenge, solution, deriveKey, ...this.secrets() });
    if (verified.invalidSignature) return { outcome: 'forged' };
    // The library looks at the machine's clock; the house has one of its own.
    const ends = new Date((expiresAt ?? 0) * 1_000);
    if (verified.expired || ends <= this.clock.now()) return { outcome: 'expired' };
    if (!verified.verified) return { outcome: 'wrong' };
    return { outcome: 'done', id: createHash('sha256').update(challenge.signature!).digest(), expiresAt: ends };
  }

  private secrets(): { hmacSignatureSecret: string; hmacKeySignatureSecret: string } {
    const secret = (what: string): string => this.tags.tag('proof-of-work', 'secret', what).toString('hex');
    return { hmacSignatureSecret: secret('challenge'), hmacKeySignatureSecret: secret('solution') };
  }
}

const HEX = /^(?:[0-9a-f]{2}){8,128}$/;

/** Checked member by member: what signs and derives behind this must never be handed anything else. */
function readPayload(written: string): Payload | null {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(written)) return null;
  let read: unknown;
  try {
    read = JSON.parse(Buffer.from(written, 'base64').toString('utf8'));
  } catch {
    return null;
  }
  const { challenge, solution } = membersOf(read);
  const { parameters, signature } = membersOf(challenge);
  const { counter, derivedKey } = membersOf(solution);
  const known = membersOf(parameters);
  const sound =
    typeof signature === 'string' &&
    HEX.test(signature) &&
    typeof derivedKey === 'string' &&
    HEX.test(derivedKey) &&
    Number.isSafeInteger(counter) &&
    known.algorithm === ALGORITHM &&
    known.cost === ROUNDS &&
    Number.isSafeInteger(known.expiresAt) &&
    ['nonce', 'salt', 'keyPrefix', 'keySignature'].every((name) => HEX.test(String(known[name])));
  return sound ? (read as Payload) : null;
}

function membersOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
