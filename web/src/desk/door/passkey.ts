import { startAuthentication, startRegistration, WebAuthnError } from '@simplewebauthn/browser';
import { dataOf } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { api } from '../api.js';

type RequestOptions = Parameters<typeof startAuthentication>[0]['optionsJSON'];
type CreationOptions = Parameters<typeof startRegistration>[0]['optionsJSON'];
type Assertion = components['schemas']['PasskeyAssertionDto'];
type Attestation = components['schemas']['PasskeyAttestationDto'];

/** The person has closed the browser's own window, or let its time pass: no failure, she may simply try again. */
export class PasskeyDismissed extends Error {}

/** Shows a passkey for signing in. @throws PasskeyDismissed */
export async function signInWithPasskey(): Promise<void> {
  const options = await dataOf(api.POST('/v1/staff/sign-in/passkey/options'));
  const answer = await asked(() => startAuthentication({ optionsJSON: options as RequestOptions }));
  await api.POST('/v1/staff/sign-in/passkey', { body: answer as unknown as Assertion });
}

/** Shows a passkey once more, for what asks for a fresh second factor. @throws PasskeyDismissed */
export async function stepUpWithPasskey(): Promise<void> {
  const options = await dataOf(api.POST('/v1/staff/me/step-up/options'));
  const answer = await asked(() => startAuthentication({ optionsJSON: options as RequestOptions }));
  await api.POST('/v1/staff/me/step-up', { body: { passkey: answer as unknown as Assertion } });
}

/**
 * Makes a passkey for the account.
 *
 * @param name what she calls it
 * @returns recovery codes when it is her first second factor.
 * @throws PasskeyDismissed
 */
export async function addPasskey(name: string): Promise<string[] | null> {
  const options = await dataOf(api.POST('/v1/staff/me/passkeys/options'));
  const made = await asked(() => startRegistration({ optionsJSON: options as unknown as CreationOptions }));
  const added = await dataOf(
    api.POST('/v1/staff/me/passkeys', { body: { name, credential: made as unknown as Attestation } }),
  );
  return added.recoveryCodes;
}

async function asked<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    const name = error instanceof WebAuthnError ? error.code : error instanceof Error ? error.name : '';
    if (name === 'NotAllowedError' || name === 'AbortError' || name === 'ERROR_CEREMONY_ABORTED')
      throw new PasskeyDismissed();
    throw error;
  }
}
