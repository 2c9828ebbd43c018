import { createHmac } from 'node:crypto';

/**
 * Signatures of Standard Webhooks 1.0.0, scheme `v1`:
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */

/** The bytes of a secret as it is written: base64, usually with `whsec_` before it. Null when it is none. */
export function secretBytes(written: string): Buffer | null {
  const base64 = written.replace(/^whsec_/, '');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return null;
  const bytes = Buffer.from(base64, 'base64');
  return bytes.length >= 24 && bytes.length <= 64 ? bytes : null;
}

/**
 * The headers of a notice.
 *
 * @param id the same on every delivery of one notice.
 * @param secrets while one is replaced by another, both sign.
 */
export function signedHeaders(
  id: string,
  at: Date,
  body: string,
  secrets: readonly Buffer[],
): { 'webhook-id': string; 'webhook-timestamp': string; 'webhook-signature': string } {
  const timestamp = Math.floor(at.getTime() / 1000).toString();
  const signatures = secrets.map(
    (secret) => `v1,${createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64')}`,
  );
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}
