import { Injectable } from '@nestjs/common';
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../platform/clock/clock.js';
import { newId } from '../../platform/ids/ids.js';
import { Transactions } from '../../platform/queues/transactions.js';
import { OwnOrigins } from '../sessions/own-origins.js';
import type { ChallengePurpose } from './passkey-challenge.entity.js';
import { CHALLENGE_MS, PasskeyChallenges } from './passkey-challenges.js';
import type {
  PasskeyAssertionDto,
  PasskeyAttestationDto,
  PasskeyCreationOptionsDto,
  PasskeyRequestOptionsDto,
} from './passkey.dto.js';
import { StaffPasskey } from './staff-passkey.entity.js';

/** COSE algorithms: EdDSA, ES256, RS256; every authenticator on sale knows one of them. */
const ALGORITHMS = [-8, -7, -257];
const MOST = 20;

/** A passkey that was just made, not yet stored. */
export type NewPasskey = Omit<StaffPasskey, 'id' | 'staffId' | 'name' | 'createdAt' | 'usedAt'>;

/**
 * Passkeys: something she has, unlocked by something she knows or is, so that one alone signs in with two factors (user
 * verification is required). Discoverable: nothing about who has one is told before it was used.
 */
@Injectable()
export class Passkeys {
  constructor(
    private readonly challenges: PasskeyChallenges,
    private readonly origins: OwnOrigins,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Null where the service is reached under an IP address: passkeys belong to names. */
  async creationOptions(staff: { id: string; name: string; email: string }): Promise<PasskeyCreationOptionsDto | null> {
    const rpID = this.origins.passkeyHost;
    if (rpID === null) return null;
    const hers = await this.of(this.transactions.manager, staff.id);
    const options = await generateRegistrationOptions({
      rpName: 'Habeas',
      rpID,
      userID: handleOf(staff.id),
      userName: staff.email,
      userDisplayName: staff.name,
      timeout: CHALLENGE_MS,
      attestationType: 'none',
      excludeCredentials: hers.map((one) => ({ id: one.credentialId, transports: one.transports })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      supportedAlgorithmIDs: ALGORITHMS,
    });
    await this.challenges.keep(this.transactions.manager, 'enrol', staff.id, options.challenge);
    return options as PasskeyCreationOptionsDto;
  }

  /** @param staffId whose passkey is asked for; null when signing in, where nobody is known yet. */
  async requestOptions(
    purpose: Exclude<ChallengePurpose, 'enrol'>,
    staffId: string | null,
  ): Promise<PasskeyRequestOptionsDto | null> {
    const rpID = this.origins.passkeyHost;
    if (rpID === null) return null;
    const options = await generateAuthenticationOptions({ rpID, timeout: CHALLENGE_MS, userVerification: 'required' });
    await this.challenges.keep(this.transactions.manager, purpose, staffId, options.challenge);
    return { challenge: options.challenge, rpId: rpID, timeout: CHALLENGE_MS, userVerification: 'required' };
  }

  /** Checks what the authenticator made. Null when it cannot be accepted. */
  async verifyNew(staffId: string, credential: PasskeyAttestationDto): Promise<NewPasskey | null> {
    const expectedChallenge = await this.take('enrol', staffId, credential.response.clientDataJSON);
    const expectedRPID = this.origins.passkeyHost;
    if (expectedChallenge === null || expectedRPID === null) return null;
    const verified = await verifyRegistrationResponse({
      response: { ...credential, authenticatorAttachment: credential.authenticatorAttachment ?? undefined },
      expectedChallenge,
      expectedOrigin: this.origins.all,
      expectedRPID,
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    }).catch(refused);
    if (!verified?.verified) return null;
    const { credential: made, credentialBackedUp } = verified.registrationInfo;
    return {
      credentialId: made.id,
      publicKey: Buffer.from(made.publicKey),
      counter: String(made.counter),
      transports: credential.response.transports ?? [],
      backedUp: credentialBackedUp,
    };
  }

  /** @returns the id; null when she has too many, or the passkey is known already. */
  async add(manager: EntityManager, staffId: string, name: string, made: NewPasskey): Promise<string | null> {
    const id = newId();
    if ((await manager.countBy(StaffPasskey, { staffId })) >= MOST) return null;
    const inserted: unknown[] = await manager.query(
      `INSERT INTO staff_passkey (id, staff_id, credential_id, public_key, counter, transports, name, backed_up, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (credential_id) DO NOTHING RETURNING id`,
      [
        id,
        staffId,
        made.credentialId,
        made.publicKey,
        made.counter,
        made.transports,
        name,
        made.backedUp,
        this.clock.now(),
      ],
    );
    return inserted.length > 0 ? id : null;
  }

  /**
   * Checks an answer to a challenge; the challenge is gone afterwards, right or wrong.
   *
   * @param staffId whose it has to be; null when signing in.
   * @returns whose it is, or null.
   */
  async verify(
    purpose: Exclude<ChallengePurpose, 'enrol'>,
    staffId: string | null,
    credential: PasskeyAssertionDto,
  ): Promise<string | null> {
    const expectedChallenge = await this.take(purpose, staffId, credential.response.clientDataJSON);
    const expectedRPID = this.origins.passkeyHost;
    if (expectedChallenge === null || expectedRPID === null) return null;
    const known = await this.transactions.manager.findOneBy(StaffPasskey, { credentialId: credential.id });
    if (!known || (staffId !== null && known.staffId !== staffId)) return null;
    // A discoverable credential names its owner; it has to be the one that we know it by.
    const { userHandle } = credential.response;
    if (userHandle && !Buffer.from(userHandle, 'base64url').equals(handleOf(known.staffId))) return null;
    const verified = await verifyAuthenticationResponse({
      response: { ...credential, authenticatorAttachment: credential.authenticatorAttachment ?? undefined } as never,
      expectedChallenge,
      expectedOrigin: this.origins.all,
      expectedRPID,
      requireUserVerification: true,
      credential: {
        id: known.credentialId,
        publicKey: new Uint8Array(known.publicKey),
        counter: Number(known.counter),
      },
    }).catch(refused);
    if (!verified?.verified) return null;
    const { newCounter, credentialBackedUp } = verified.authenticationInfo;
    const [, counted] = await this.transactions.manager.query<[unknown, number]>(
      `UPDATE staff_passkey SET counter = $2, backed_up = $3, used_at = $4
       WHERE id = $1 AND (counter < $2 OR (counter = 0 AND $2 = 0))`,
      [known.id, newCounter, credentialBackedUp, this.clock.now()],
    );
    return counted === 1 ? known.staffId : null;
  }

  of(manager: EntityManager, staffId: string): Promise<StaffPasskey[]> {
    return manager.find(StaffPasskey, { where: { staffId }, order: { createdAt: 'ASC', id: 'ASC' } });
  }

  async remove(manager: EntityManager, staffId: string, id: string): Promise<boolean> {
    const { affected } = await manager.delete(StaffPasskey, { id, staffId });
    return affected === 1;
  }

  async removeAll(manager: EntityManager, staffId: string): Promise<void> {
    await manager.delete(StaffPasskey, { staffId });
  }

  /** In a transaction of its own: an answer that turns out wrong has spent its challenge all the same. */
  private take(purpose: ChallengePurpose, staffId: string | null, clientDataJson: string): Promise<string | null> {
    return this.transactions.run((tx) => this.challenges.take(tx, purpose, staffId, clientDataJson));
  }
}

/** The user handle: the sixteen bytes of her id, which say nothing about her (WebAuthn Level 3, section 14.6.1). */
function handleOf(staffId: string): Buffer<ArrayBuffer> {
  return Buffer.from(staffId.replaceAll('-', ''), 'hex');
}

/** The library throws whatever is wrong with an answer, and whoever sent it is told nothing of it. */
function refused(): null {
  return null;
}
