import { importPKCS8, SignJWT } from 'jose';
import { randomUUID } from 'node:crypto';
import type { ConnectorTools } from '../contract.js';
import { Refused } from '../errors.js';
import type { Credential } from './credential.js';
import { granted } from './granted.js';
import { askForToken, type OAuthClient } from './token-endpoint.js';

type Tools = Pick<ConnectorTools, 'http' | 'tokens' | 'now'>;

export interface OAuthOptions {
  endpoint: string;
  client: OAuthClient;
  scope?: string;
  audience?: string;
}

const asked = ({ scope, audience }: Pick<OAuthOptions, 'scope' | 'audience'>): Record<string, string> => ({
  ...(scope ? { scope } : {}),
  ...(audience ? { audience } : {}),
});

/** RFC 6749 § 4.4: the company's own account. */
export function clientCredentials(tools: Tools, options: OAuthOptions): Credential {
  const { endpoint, client } = options;
  return granted(
    tools,
    ['client-credentials', endpoint, client.id, client.secret, options.scope, options.audience],
    () => askForToken(tools, endpoint, client, { grant_type: 'client_credentials', ...asked(options) }),
    client.tls,
  );
}

/** What somebody brought back from the vendor's page: a code that can be redeemed once, or a refresh token. */
export type Authorisation = { code: string; redirectUri: string } | { refreshToken: string };

/**
 * RFC 6749 § 4.1 and § 6: somebody at the company has authorised us. Each refresh may give another refresh token that
 * takes the place of the old one.
 */
export function authorizationCode(tools: Tools, options: OAuthOptions, authorisation: Authorisation): Credential {
  const { endpoint, client } = options;
  return granted(
    tools,
    ['authorization-code', endpoint, client.id, authorisation],
    async (kept) => {
      const refresh = kept?.refresh ?? ('refreshToken' in authorisation ? authorisation.refreshToken : null);
      if (refresh === null && kept) throw new Refused('no-right', 'The authorisation has ended and cannot be renewed.');
      const form: Record<string, string> =
        refresh === null && 'code' in authorisation
          ? { grant_type: 'authorization_code', code: authorisation.code, redirect_uri: authorisation.redirectUri }
          : { grant_type: 'refresh_token', refresh_token: refresh ?? '' };
      const tokens = await askForToken(tools, endpoint, client, form);
      return { ...tokens, refresh: tokens.refresh ?? refresh };
    },
    client.tls,
  );
}

export interface JwtBearerOptions {
  endpoint: string;
  issuer: string;
  subject: string;
  /** Whom the assertion is for; default: the endpoint. */
  audience?: string;
  scope?: string;
  algorithm: 'RS256' | 'ES256' | 'PS256';
  /** PKCS #8 in PEM. */
  privateKey: string;
  keyId?: string;
}

/** Short enough for those who accept three minutes at most. */
const ASSERTION_SECONDS = 150;

/** RFC 7523 § 2.1: a signed statement instead of a secret. */
export function jwtBearer(tools: Tools, options: JwtBearerOptions): Credential {
  const { endpoint, issuer, subject, audience = endpoint, scope, algorithm, privateKey, keyId } = options;
  return granted(tools, ['jwt-bearer', endpoint, issuer, subject, audience, scope, keyId], async () => {
    const key = await importPKCS8(privateKey, algorithm).catch(() => {
      throw new Refused('no-right', 'The private key cannot be read; PKCS #8 in PEM is expected.');
    });
    const seconds = Math.floor(tools.now().getTime() / 1000);
    const assertion = await new SignJWT(scope ? { scope } : {})
      .setProtectedHeader({ alg: algorithm, typ: 'JWT', ...(keyId ? { kid: keyId } : {}) })
      .setIssuer(issuer)
      .setSubject(subject)
      .setAudience(audience)
      .setIssuedAt(seconds)
      .setExpirationTime(seconds + ASSERTION_SECONDS)
      .setJti(randomUUID())
      .sign(key);
    const form = { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion };
    return askForToken(tools, endpoint, null, form);
  });
}
