import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  createLocalJWKSet,
  customFetch,
  createRemoteJWKSet,
  errors,
  jwtVerify,
  type JWTPayload,
  type JWTVerifyGetKey,
} from 'jose';
import { Clock } from '../platform/clock/clock.js';
import { canonicalise } from '../platform/crypto/canonical.js';
import { GuardedHttp } from '../platform/egress/guarded-http.js';
import type { LegalController } from '../requests/legal-controller.entity.js';

export interface Assertion {
  /** Hash of issuer and token id: none counts twice. */
  id: Buffer;
  /** What the login vouches for. */
  identifiers: { kind: string; value: string }[];
  /** Reference of the case it was made for, if it names one. */
  boundTo: string | null;
}

export type AssertionVerdict =
  | { outcome: 'accepted'; assertion: Assertion }
  | {
      outcome: 'refused';
      code: 'no-login-configured' | 'bad-signature' | 'expired' | 'wrong-claims' | 'keys-unavailable';
    };

/** Algorithms we accept: asymmetric ones only, so that a public key can never serve as a secret. */
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'ES384', 'EdDSA', 'Ed25519'];
/** An assertion is made for this step, not kept in a drawer. */
const OLDEST_SECONDS = 600;

/**
 * The company's own login as evidence: a JWT it signed just now about the person in front of it. Claims: `iss`, `aud`,
 * `exp`, `iat`, `jti`; `email` with `email_verified: true`, `phone_number` with `phone_number_verified: true`
 * (OpenID Connect Core 5.1), `habeas_identifiers: [{kind, value}]` for customer numbers and the like, and
 * `habeas_case`: the reference of the case it is for.
 */
@Injectable()
export class Assertions {
  private readonly keySets = new Map<string, JWTVerifyGetKey>();

  constructor(
    private readonly http: GuardedHttp,
    private readonly clock: Clock,
  ) {}

  async verify(controller: LegalController, token: string): Promise<AssertionVerdict> {
    const login = controller.policy.login;
    if (!login) return { outcome: 'refused', code: 'no-login-configured' };
    try {
      const { payload } = await jwtVerify(token, this.keysOf(login), {
        issuer: login.issuer,
        audience: login.audience,
        algorithms: ALGORITHMS,
        maxTokenAge: OLDEST_SECONDS,
        clockTolerance: 30,
        requiredClaims: ['exp', 'iat', 'jti', 'sub'],
        currentDate: this.clock.now(),
      });
      const identifiers = identifiersIn(payload, controller.country);
      if (identifiers.length === 0) return { outcome: 'refused', code: 'wrong-claims' };
      const id = createHash('sha256').update(`${payload.iss}\u0000${payload.jti}`).digest();
      const bound = payload['habeas_case'];
      return { outcome: 'accepted', assertion: { id, identifiers, boundTo: typeof bound === 'string' ? bound : null } };
    } catch (error) {
      if (error instanceof errors.JWTExpired) return { outcome: 'refused', code: 'expired' };
      if (error instanceof errors.JWTClaimValidationFailed) return { outcome: 'refused', code: 'wrong-claims' };
      if (error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout))
        return { outcome: 'refused', code: 'bad-signature' };
      return { outcome: 'refused', code: 'keys-unavailable' };
    }
  }

  /** Keys are fetched by the guarded client, in the form that jose expects. */
  private async fetchKeys(url: string): Promise<Response> {
    const answer = await this.http.request(url, { limits: { bodyBytes: 256 * 1024, totalMilliseconds: 10_000 } });
    return new Response(new Uint8Array(answer.body), { status: answer.status, headers: answer.headers });
  }

  private keysOf(login: NonNullable<LegalController['policy']['login']>): JWTVerifyGetKey {
    const name = JSON.stringify([login.jwksUrl, login.jwks]);
    let keys = this.keySets.get(name);
    if (!keys) {
      keys = login.jwksUrl
        ? createRemoteJWKSet(new URL(login.jwksUrl), { [customFetch]: (url) => this.fetchKeys(url) })
        : createLocalJWKSet(login.jwks ?? { keys: [] });
      this.keySets.set(name, keys);
    }
    return keys;
  }
}

function identifiersIn(payload: JWTPayload, country: string): { kind: string; value: string }[] {
  const claimed: { kind: unknown; value: unknown }[] = [];
  if (payload['email_verified'] === true) claimed.push({ kind: 'email', value: payload['email'] });
  if (payload['phone_number_verified'] === true) claimed.push({ kind: 'phone', value: payload['phone_number'] });
  const own = payload['habeas_identifiers'];
  if (Array.isArray(own))
    claimed.push(
      ...own.slice(0, 20).map((one) => ({
        kind: (one as { kind?: unknown } | null)?.kind,
        value: (one as { value?: unknown } | null)?.value,
      })),
    );
  return claimed.flatMap(({ kind, value }) => {
    if (typeof kind !== 'string' || !/^[a-z][a-z0-9_]{0,39}$/.test(kind)) return [];
    const canonical = canonicalise(kind, value, { country });
    return canonical.ok ? [{ kind, value: canonical.value }] : [];
  });
}
