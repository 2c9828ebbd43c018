import { createHash, createHmac } from 'node:crypto';

/** A webhook as a sender puts it on the wire, signed by the sender's own documentation and not by our table of recipes. */
export interface SignedHook {
  headers: Record<string, string>;
  body: string;
}

export interface Signing {
  secret: string;
  body: string;
  /** The address that the sender knows. */
  uri: string;
  at: Date;
  /** Names the delivery, where a header does. */
  id: string;
}

const hmac = (algorithm: string, key: string | Buffer, text: string, encoding: 'hex' | 'base64'): string =>
  createHmac(algorithm, key).update(text, 'utf8').digest(encoding);
const seconds = (at: Date): string => String(Math.floor(at.getTime() / 1000));

/** How each sender signs; `headers` are all that its recipe needs. */
export const signers = {
  zendesk: ({ secret, body, at }: Signing) => {
    const timestamp = at.toISOString();
    return {
      'x-zendesk-webhook-signature-timestamp': timestamp,
      'x-zendesk-webhook-signature': hmac('sha256', secret, timestamp + body, 'base64'),
    };
  },
  'hubspot-v3': ({ secret, body, uri, at }: Signing) => {
    const timestamp = String(at.getTime());
    return {
      'x-hubspot-request-timestamp': timestamp,
      'x-hubspot-signature-v3': hmac('sha256', secret, `POST${uri}${body}${timestamp}`, 'base64'),
    };
  },
  'hubspot-v2': ({ secret, body, uri }: Signing) => ({
    'x-hubspot-signature-version': 'v2',
    'x-hubspot-signature': createHash('sha256').update(`${secret}POST${uri}${body}`).digest('hex'),
  }),
  'hubspot-v1': ({ secret, body }: Signing) => ({
    'x-hubspot-signature-version': 'v1',
    'x-hubspot-signature': createHash('sha256').update(`${secret}${body}`).digest('hex'),
  }),
  freshdesk: ({ secret }: Signing) => ({ 'x-habeas-secret': secret }),
  intercom: ({ secret, body }: Signing) => ({ 'x-hub-signature': `sha1=${hmac('sha1', secret, body, 'hex')}` }),
  jira: ({ secret, body, id }: Signing) => ({
    'x-hub-signature': `sha256=${hmac('sha256', secret, body, 'hex')}`,
    'x-atlassian-webhook-identifier': id,
  }),
  shopify: ({ secret, body, id }: Signing) => ({
    'x-shopify-hmac-sha256': hmac('sha256', secret, body, 'base64'),
    'x-shopify-webhook-id': id,
  }),
  stripe: ({ secret, body, at }: Signing) => ({
    'stripe-signature': `t=${seconds(at)},v0=00,v1=${hmac('sha256', secret, `${seconds(at)}.${body}`, 'hex')}`,
  }),
  segment: ({ secret, body }: Signing) => ({ 'x-signature': hmac('sha1', secret, body, 'hex') }),
  'standard-webhooks': ({ secret, body, at, id }: Signing) => ({
    'webhook-id': id,
    'webhook-timestamp': seconds(at),
    'webhook-signature': `v1,${hmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64'), `${id}.${seconds(at)}.${body}`, 'base64')}`,
  }),
  svix: ({ secret, body, at, id }: Signing) => ({
    'svix-id': id,
    'svix-timestamp': seconds(at),
    'svix-signature': `v1,${hmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64'), `${id}.${seconds(at)}.${body}`, 'base64')}`,
  }),
  'hub-signature': ({ secret, body, id }: Signing) => ({
    'x-hub-signature-256': `sha256=${hmac('sha256', secret, body, 'hex')}`,
    'x-github-delivery': id,
  }),
  /** With the settings of `SLACK_LIKE`. */
  generic: ({ secret, body, at }: Signing) => ({
    'x-slack-request-timestamp': seconds(at),
    'x-slack-signature': `v0=${hmac('sha256', secret, `v0:${seconds(at)}:${body}`, 'hex')}`,
  }),
} as const satisfies Record<string, (signing: Signing) => Record<string, string>>;

export type SignerName = keyof typeof signers;

/** Which sender of ours takes what a signer signs. */
export const senderOf = (signer: SignerName): string =>
  signer.startsWith('hubspot') ? 'hubspot' : signer === 'svix' ? 'standard-webhooks' : signer;

/** A generic source that is signed as Slack does it, and that names its deliveries nowhere. */
export const SLACK_LIKE = {
  signing: {
    scheme: 'hmac',
    algorithm: 'sha256',
    signature: { header: 'x-slack-signature', mark: 'v0=', encoding: 'hex' },
    signed: [{ text: 'v0:' }, 'timestamp', { text: ':' }, 'body'],
    timestamp: { header: 'x-slack-request-timestamp', unit: 'seconds', withinSeconds: 300 },
  },
};

export function signed(signer: SignerName, signing: Signing): SignedHook {
  return { headers: { 'content-type': 'application/json', ...signers[signer](signing) }, body: signing.body };
}
