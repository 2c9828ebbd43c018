import type { ConnectorTools } from '../kit/contract.js';
import type { Credential } from '../kit/credentials/credential.js';
import { authorizationCode, clientCredentials, jwtBearer, type Authorisation } from '../kit/credentials/oauth.js';
import { apiKey, basic, bearer, nothing } from '../kit/credentials/static-credentials.js';
import { Refused } from '../kit/errors.js';
import { addressOf } from './address.js';
import type { Authentication, Definition } from './definition.js';
import { fillPath } from './template.js';

type OAuth = Extract<Authentication, { kind: 'oauth2' }>;

/** How the definition says that we show who we are, with what the settings say. */
export function credentialOf(
  definition: Definition,
  connection: Record<string, unknown>,
  tools: ConnectorTools,
): Credential {
  const credential = shown(definition, connection, tools);
  const { ca, cert, key } = (connection['certificate'] ?? {}) as Record<string, string>;
  const tls = { ...(ca ? { ca } : {}), ...(cert ? { cert } : {}), ...(key ? { key } : {}) };
  return Object.keys(tls).length === 0 ? credential : { ...credential, tls };
}

function shown(definition: Definition, connection: Record<string, unknown>, tools: ConnectorTools): Credential {
  const { authentication } = definition;
  const given = (name: string): string => {
    const value = connection[name];
    return typeof value === 'string' ? value : '';
  };
  switch (authentication.kind) {
    case 'none':
    case 'mtls':
      return nothing;
    case 'bearer':
      return bearer(given('token'));
    case 'api-key':
      return apiKey(authentication.header, given('apiKey'), authentication.prefix);
    case 'basic': {
      const word = (fixed: string | undefined, name: string): string =>
        fixed === undefined ? given(name) : fixed === '{apiKey}' ? given('apiKey') : fixed;
      return basic(word(authentication.user, 'user'), word(authentication.password, 'password'));
    }
    case 'oauth2':
      return oauth(authentication, tokenUrl(definition, authentication.token, connection), given, tools);
    case 'jwt-bearer':
      return jwtBearer(tools, {
        endpoint: tokenUrl(definition, authentication.token, connection),
        issuer: given('issuer'),
        subject: given('subject'),
        privateKey: given('privateKey'),
        algorithm: authentication.algorithm ?? 'RS256',
        ...(given('keyId') ? { keyId: given('keyId') } : {}),
        ...(authentication.scope ? { scope: authentication.scope } : {}),
        ...(authentication.audience ? { audience: authentication.audience } : {}),
      });
  }
}

function oauth(
  { grant, scope, audience, client }: OAuth,
  endpoint: string,
  given: (name: string) => string,
  tools: ConnectorTools,
): Credential {
  const secret = given('clientSecret');
  const options = {
    endpoint,
    client: { id: given('clientId'), ...(secret ? { secret } : {}), ...(client ? { in: client } : {}) },
    ...(scope ? { scope } : {}),
    ...(audience ? { audience } : {}),
  };
  return grant === 'client-credentials'
    ? clientCredentials(tools, options)
    : authorizationCode(tools, options, authorisationIn(given));
}

function authorisationIn(given: (name: string) => string): Authorisation {
  if (given('refreshToken')) return { refreshToken: given('refreshToken') };
  if (given('authorizationCode')) return { code: given('authorizationCode'), redirectUri: given('redirectUri') };
  throw new Refused('no-right', 'Nobody has authorised us yet: the settings hold neither a refresh token nor a code.');
}

function tokenUrl({ address }: Definition, template: string, connection: Record<string, unknown>): string {
  const { tokenUrl: other } = connection;
  return typeof other === 'string' ? other : fillPath(template, { address: addressOf(address, connection) });
}
