import type { ClientTls } from '../../../platform/egress/guarded-http.js';
import type { ConnectorTools } from '../contract.js';
import { Refused, Retryable } from '../errors.js';
import { faultOfAnswer, faultOfEgress } from '../http/faults.js';
import { retryAfter } from '../http/retry-after.js';
import type { Tokens } from './token-store.js';

/** Who we are to an authorisation server (RFC 6749 § 2.3.1). */
export interface OAuthClient {
  id: string;
  secret?: string;
  /** Where id and secret stand. Default: in the header. */
  in?: 'header' | 'body';
  tls?: ClientTls;
}

const LARGEST = 64 * 1024;

/**
 * Asks an authorisation server for a token (RFC 6749 § 5).
 *
 * @throws Refused `no-right` when a person has to authorise us again, Retryable when the server is busy.
 */
export async function askForToken(
  tools: Pick<ConnectorTools, 'http' | 'now'>,
  endpoint: string,
  client: OAuthClient | null,
  form: Record<string, string>,
): Promise<Tokens> {
  const inBody = client && (client.in === 'body' || client.secret === undefined);
  const fields = new URLSearchParams({
    ...form,
    ...(inBody ? { client_id: client.id, ...(client.secret ? { client_secret: client.secret } : {}) } : {}),
  });
  const answer = await tools.http
    .request(endpoint, {
      method: 'POST',
      headers: {
        accept: 'application/json',
        'content-type': 'application/x-www-form-urlencoded',
        ...(client && !inBody ? { authorization: clientHeader(client) } : {}),
      },
      body: fields.toString(),
      limits: { bodyBytes: LARGEST },
      ...(client?.tls ? { tls: client.tls } : {}),
    })
    .catch((error: unknown) => {
      throw faultOfEgress(error);
    });
  if (answer.status === 400 || answer.status === 401) {
    throw new Refused('no-right', `The authorisation server does not accept our credentials (${answer.status}).`);
  }
  if (answer.status !== 200) {
    throw faultOfAnswer(answer, fields.toString(), retryAfter(answer.headers, tools.now()));
  }
  return tokensIn(answer.body, tools.now());
}

function tokensIn(body: Buffer, now: Date): Tokens {
  const { access_token, expires_in, refresh_token } = parsed(body);
  if (typeof access_token !== 'string' || access_token === '') {
    throw new Retryable('The authorisation server gives no token.');
  }
  const seconds = Number(expires_in);
  return {
    access: access_token,
    expiresAt:
      expires_in !== undefined && Number.isFinite(seconds) && seconds > 0
        ? new Date(now.getTime() + seconds * 1000).toISOString()
        : null,
    refresh: typeof refresh_token === 'string' && refresh_token !== '' ? refresh_token : null,
  };
}

function parsed(body: Buffer): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** Encoded before it is put together, as RFC 6749 § 2.3.1 asks for. */
function clientHeader({ id, secret = '' }: OAuthClient): string {
  const encoded = [id, secret].map((part) => new URLSearchParams([['', part]]).toString().slice(1)).join(':');
  return `Basic ${Buffer.from(encoded).toString('base64')}`;
}
