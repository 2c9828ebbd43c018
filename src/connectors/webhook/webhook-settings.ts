import { Ajv } from 'ajv';
import { Refused } from '../kit/errors.js';
import { secretBytes } from './standard-webhooks.js';

/** `connection` of a system that is reached by a signed notice. */
export interface WebhookSettings {
  url: string;
  secret: string;
  /** The secret before it, while it is replaced. */
  secretBefore?: string;
  /** Ask again before and after an erasure instead of taking the system's word. Default true. */
  searchAgain?: boolean;
  phoneCountry?: string;
  /** How the system deletes, as its makers say. */
  deletion?: 'hard' | 'soft';
  /** ISO 8601 duration until a soft deletion is final. */
  finalAfter?: string;
}

export const webhookSettings = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Webhook',
  type: 'object',
  additionalProperties: false,
  required: ['url', 'secret'],
  properties: {
    url: {
      type: 'string',
      title: 'Address',
      description: 'Where notices are sent: https, or http on this very machine.',
      pattern: '^(https://|http://(localhost|127\\.0\\.0\\.1|\\[::1\\])(:|/|$))',
    },
    secret: {
      type: 'string',
      title: 'Secret',
      description: 'Signs the notices (Standard Webhooks): whsec_ and 24 to 64 bytes in base64.',
      secret: true,
    },
    secretBefore: {
      type: 'string',
      title: 'Secret before it',
      description: 'While the secret is replaced: both sign.',
      secret: true,
    },
    searchAgain: {
      type: 'boolean',
      title: 'Ask again before and after an erasure',
      default: true,
    },
    phoneCountry: {
      type: 'string',
      pattern: '^[A-Z]{2}$',
      title: 'Country of telephone numbers stored without a country code',
    },
    deletion: { enum: ['hard', 'soft'], title: 'How the system deletes', default: 'hard' },
    finalAfter: { type: 'string', pattern: '^P', title: 'Duration until a soft deletion is final' },
  },
} as const;

const validate = new Ajv({ allErrors: true, keywords: ['secret'], strict: false }).compile<WebhookSettings>(
  webhookSettings,
);

/** @throws Refused naming the places that are wrong, never the values. */
export function readWebhookSettings(connection: Record<string, unknown>): WebhookSettings & { secrets: Buffer[] } {
  if (!validate(connection)) {
    const places = (validate.errors ?? []).map((error) =>
      `connection${error.instancePath} ${error.message ?? ''}`.trim(),
    );
    throw new Refused('unsupported', `These settings cannot be used: ${[...new Set(places)].join('; ')}.`);
  }
  const settings: WebhookSettings = connection;
  const written = [settings.secret, ...(settings.secretBefore === undefined ? [] : [settings.secretBefore])];
  const secrets = written.map(secretBytes);
  if (secrets.includes(null)) {
    throw new Refused('unsupported', 'These settings cannot be used: a secret is not 24 to 64 bytes in base64.');
  }
  return { ...settings, secrets: secrets.filter((secret) => secret !== null) };
}
