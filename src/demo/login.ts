import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import { createPrivateFile } from '../platform/crypto/private-file.js';
import { newId } from '../platform/ids/ids.js';

const ALGORITHM = 'ES256';
const ISSUER = 'https://login.demo.test';
const AUDIENCE = 'habeas';
/** As long as an assertion is good for anyway. */
const SECONDS = 600;

/** Whom the demo company's login vouches for. */
export interface SignedIn {
  email: string;
  /** Reference of the case that the assertion is for; without it, for any. */
  caseReference?: string;
}

/**
 * The login of the demo company: what a shop's own sign-in would be. It knows no passwords; whoever can read its key
 * signs in as anybody.
 */
export interface DemoLogin {
  /** As it stands under `policy.login` of a controller. */
  policy: { issuer: string; audience: string; jwks: { keys: JWK[] } };
  /** A JWT that says who is signed in, as `identity/assertions.ts` wants it. */
  assertion(person: SignedIn, now: Date): Promise<string>;
}

export const demoLoginKeyFile = (home: string): string => join(home, 'keys', 'demo-login.json');

/** The login with its key, which is made at the first call and kept with mode 0600. */
export async function demoLogin(home: string): Promise<DemoLogin> {
  createPrivateFile(demoLoginKeyFile(home), await newKey());
  return existingDemoLogin(home);
}

/** @throws the error of the file system when the demo has not been started in this home. */
export async function existingDemoLogin(home: string): Promise<DemoLogin> {
  const jwk = JSON.parse(readFileSync(demoLoginKeyFile(home), 'utf8')) as JWK;
  const { d: _private, ...publicKey } = jwk;
  const key = await importJWK(jwk, ALGORITHM);
  return {
    policy: { issuer: ISSUER, audience: AUDIENCE, jwks: { keys: [publicKey] } },
    assertion: (person, now) => {
      const seconds = Math.floor(now.getTime() / 1000);
      return new SignJWT({
        email: person.email,
        email_verified: true,
        ...(person.caseReference ? { habeas_case: person.caseReference } : {}),
      })
        .setProtectedHeader({ alg: ALGORITHM, kid: publicKey.kid! })
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setSubject('demo')
        .setJti(newId())
        .setIssuedAt(seconds)
        .setExpirationTime(seconds + SECONDS)
        .sign(key);
    },
  };
}

async function newKey(): Promise<string> {
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  const jwk = { ...(await exportJWK(privateKey)), kid: 'demo', alg: ALGORITHM, use: 'sig' };
  return `${JSON.stringify(jwk)}\n`;
}
