import { createHmac } from 'node:crypto';
import type { Attempt, Recipe } from '../ground/webhook-sender.js';
import type { Webhook } from './records.js';

/** What one invocation says: a fixed event, or what a trigger's template gave. */
export interface Invocation {
  id: string;
  body: string;
}

const MOST_RETRIES = 5;
const LONGEST_RETRY_AFTER = 60;

/**
 * base64(HMAC-SHA256(timestamp + body)), the secret as it stands:
 * https://developer.zendesk.com/documentation/webhooks/verifying/
 */
export function zendeskSignature(secret: string, timestamp: string, body: string): string {
  return createHmac('sha256', secret).update(`${timestamp}${body}`).digest('base64');
}

/**
 * Headers: https://developer.zendesk.com/documentation/webhooks/anatomy-of-a-webhook-request/ ; retries (409 up to three
 * times; 429 and 503 with a `retry-after` below 60 seconds; timeouts of 12 seconds up to five times):
 * https://developer.zendesk.com/documentation/webhooks/creating-and-monitoring-webhooks/#webhook-retries
 */
export const recipe: Recipe<Webhook, Invocation> = {
  most: 1,
  timeoutSeconds: 12,
  sign({ channel, events }, now) {
    const [invocation] = events;
    const body = invocation?.body ?? '';
    const timestamp = now.toISOString().replace(/\.\d+Z$/, 'Z');
    return {
      method: channel.http_method,
      body,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'user-agent': 'Zendesk Webhook',
        'x-zendesk-account-id': '12514403',
        'x-zendesk-webhook-id': channel.id,
        'x-zendesk-webhook-invocation-id': invocation?.id ?? '',
        'x-zendesk-webhook-signature': zendeskSignature(channel.secret, timestamp, body),
        'x-zendesk-webhook-signature-timestamp': timestamp,
      },
    };
  },
  wait({ status, attempt, retryAfter }: Attempt<Webhook, Invocation>) {
    if (status === 409) return attempt <= 3 ? 2 ** attempt : null;
    if (status === 429 || status === 503) {
      const seconds = Number(retryAfter ?? Number.NaN);
      return attempt <= MOST_RETRIES && seconds > 0 && seconds < LONGEST_RETRY_AFTER ? seconds : null;
    }
    return status === 0 && attempt <= MOST_RETRIES ? 2 ** attempt : null;
  },
};
