import { createHash } from 'node:crypto';
import type { HookRecipe } from '../kit/hooks/hook-recipe.js';
import type { HookDelivery, HookSender, HookSettings } from '../kit/hooks/hook-sender.js';
import { HookUnreadable } from '../kit/hooks/hook-sender.js';
import { isTold, needed, toldObject, wordOf } from '../kit/hooks/told.js';
import { at, neutralNews, NEUTRAL_TOPICS, neutralTopic, PLACE_NAMES } from './neutral-news.js';

/** Settings of every sender whose bodies are its owner's own: what it calls things, and where they stand. */
const translation = {
  topics: {
    type: 'object',
    additionalProperties: { enum: [...NEUTRAL_TOPICS] },
    maxProperties: 50,
    description: "The sender's words for what happened, and what they mean here.",
  },
  fields: {
    type: 'object',
    propertyNames: { enum: PLACE_NAMES },
    additionalProperties: { type: 'string', pattern: '^(?:/[^/]{1,100}){1,8}$' },
    description: 'JSON pointers (RFC 6901) to where things stand in the body.',
  },
};

const neutral = {
  knows: (topic: string, settings: HookSettings) => neutralTopic(topic, settings) !== null,
  read({ topic, body }: { topic: string; body: Buffer }, settings: HookSettings) {
    const meant = neutralTopic(topic, settings);
    if (!meant) throw new HookUnreadable('The topic is not known.');
    return neutralNews(meant, toldObject(body), settings);
  },
};

function splitBy(keyHeaders: readonly string[]): HookSender['split'] {
  return (delivery: HookDelivery, settings) => {
    const told = toldObject(delivery.body);
    const named = keyHeaders.map((header) => wordOf(delivery.headers[header])).find((name) => name !== undefined);
    // A sender without names for its deliveries: the same bytes are the same delivery.
    const key =
      named ?? wordOf(at(told, 'key', settings)) ?? createHash('sha256').update(delivery.body).digest('base64url');
    return [{ key, topic: needed(at(told, 'topic', settings), 'topic'), body: delivery.body }];
  };
}

function standard(prefix: 'webhook' | 'svix'): HookRecipe {
  return {
    name: prefix,
    scheme: 'hmac',
    secret: 'base64',
    signature: { header: `${prefix}-signature`, list: 'spaces', mark: 'v1,', encoding: 'base64' },
    signed: ['id', { text: '.' }, 'timestamp', { text: '.' }, 'body'],
    timestamp: { header: `${prefix}-timestamp`, unit: 'seconds', withinSeconds: 300 },
    id: { header: `${prefix}-id` },
  };
}

/** https://www.standardwebhooks.com: also the senders that write the same under their older names. */
export const standardHooks: HookSender = {
  name: 'standard-webhooks',
  recipes: [standard('webhook'), standard('svix')],
  keyIsSigned: true,
  settings: { properties: translation },
  split: splitBy(['webhook-id', 'svix-id']),
  ...neutral,
};

/** `X-Hub-Signature-256` over the body, as many took it over. */
export const hubSignatureHooks: HookSender = {
  name: 'hub-signature',
  recipes: [
    { name: 'signed', scheme: 'hmac', signature: { header: 'x-hub-signature-256', mark: 'sha256=', encoding: 'hex' } },
  ],
  keyIsSigned: false,
  settings: { properties: translation },
  split: splitBy(['x-github-delivery', 'x-gitlab-event-uuid', 'x-delivery-id']),
  ...neutral,
};

const HEADER = { type: 'string', pattern: '^[a-z0-9][a-z0-9-]{0,98}$' };
const text = (longest: number): object => ({ type: 'string', maxLength: longest });

/** Everything that a recipe says, as settings. `shared` and an HMAC are all that is offered: a plain digest is a relic. */
export const genericHooks: HookSender = {
  name: 'generic',
  recipes: [],
  recipesOf: ({ signing }) => (isTold(signing) ? [{ name: 'signed', ...signing } as unknown as HookRecipe] : []),
  keyIsSigned: false,
  settings: {
    properties: {
      ...translation,
      keyHeader: { ...HEADER, description: 'Header that names the delivery, the same on each repetition.' },
      signing: {
        type: 'object',
        additionalProperties: false,
        required: ['scheme', 'signature'],
        // A moment that is not signed could be written by anybody.
        anyOf: [
          { not: { required: ['timestamp'] } },
          { required: ['signed'], properties: { signed: { contains: { const: 'timestamp' } } } },
        ],
        properties: {
          scheme: { enum: ['hmac', 'shared'] },
          algorithm: { enum: ['sha256', 'sha1', 'sha512'] },
          secret: { enum: ['utf8', 'base64'] },
          signature: {
            type: 'object',
            additionalProperties: false,
            required: ['header'],
            properties: {
              header: HEADER,
              list: { enum: ['commas', 'spaces'] },
              mark: text(20),
              encoding: { enum: ['hex', 'base64'] },
            },
          },
          signed: {
            type: 'array',
            minItems: 1,
            maxItems: 12,
            // A signature that does not cover the body proves nothing about it.
            contains: { const: 'body' },
            items: {
              anyOf: [
                { enum: ['timestamp', 'id', 'method', 'uri', 'body'] },
                {
                  type: 'object',
                  required: ['text'],
                  additionalProperties: false,
                  properties: { text: { type: 'string', minLength: 1, maxLength: 20 } },
                },
              ],
            },
          },
          timestamp: {
            type: 'object',
            additionalProperties: false,
            required: ['header', 'unit', 'withinSeconds'],
            properties: {
              header: HEADER,
              mark: text(20),
              unit: { enum: ['seconds', 'milliseconds', 'iso'] },
              withinSeconds: { type: 'integer', minimum: 30, maximum: 3600 },
            },
          },
          id: { type: 'object', additionalProperties: false, required: ['header'], properties: { header: HEADER } },
        },
      },
    },
    required: ['signing'],
  },
  split: (delivery, settings) => splitBy([wordOf(settings.keyHeader) ?? ''])(delivery, settings),
  ...neutral,
};
