import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../platform/clock/clock.js';
import { hashToken } from '../../platform/ids/ids.js';
import { type ChallengePurpose, PasskeyChallenge } from './passkey-challenge.entity.js';

/** How long somebody may take to touch the authenticator; browsers are told the same. */
export const CHALLENGE_MS = 5 * 60_000;

/** Challenges that were given out and not yet answered. */
@Injectable()
export class PasskeyChallenges {
  constructor(private readonly clock: Clock) {}

  /** @param challenge base64url, as it goes to the browser. */
  async keep(
    manager: EntityManager,
    purpose: ChallengePurpose,
    staffId: string | null,
    challenge: string,
  ): Promise<void> {
    const expiresAt = new Date(this.clock.now().getTime() + CHALLENGE_MS);
    await manager.insert(PasskeyChallenge, { hash: hashToken(challenge), purpose, staffId, expiresAt });
  }

  /**
   * Takes the challenge that the answer names away, whether the answer turns out right or not.
   *
   * @returns the challenge, or null when it was never given for this purpose and person, was used, or is too old.
   */
  async take(
    manager: EntityManager,
    purpose: ChallengePurpose,
    staffId: string | null,
    clientDataJson: string,
  ): Promise<string | null> {
    const challenge = challengeIn(clientDataJson);
    if (challenge === null) return null;
    const [, taken] = await manager.query<[unknown, number]>(
      `DELETE FROM passkey_challenge
       WHERE hash = $1 AND purpose = $2 AND staff_id IS NOT DISTINCT FROM $3::uuid AND expires_at > $4`,
      [hashToken(challenge), purpose, staffId, this.clock.now()],
    );
    return taken === 1 ? challenge : null;
  }
}

/** The member `challenge` of CollectedClientData (WebAuthn Level 3, section 5.8.1). */
function challengeIn(clientDataJson: string): string | null {
  try {
    const data: unknown = JSON.parse(Buffer.from(clientDataJson, 'base64url').toString('utf8'));
    const challenge = typeof data === 'object' && data !== null ? (data as { challenge?: unknown }).challenge : null;
    return typeof challenge === 'string' && /^[\w-]{16,128}$/.test(challenge) ? challenge : null;
  } catch {
    return null;
  }
}
