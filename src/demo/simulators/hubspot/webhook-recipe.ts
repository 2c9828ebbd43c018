import { createHash, createHmac } from 'node:crypto';
import type { Recipe } from '../ground/webhook-sender.js';

export interface Endpoint {
  url: string;
  secret: string;
  /** Which of the old signatures goes along with v3: CRM subscriptions still send v1. */
  version: 'v1' | 'v2';
}

export interface HubspotEvent {
  eventId: number;
  subscriptionId: number;
  portalId: number;
  appId: number;
  occurredAt: number;
  subscriptionType: string;
  attemptNumber: number;
  [more: string]: unknown;
}

/** Characters that stand decoded in the signed URI. */
const DECODED: Readonly<Record<string, string>> = {
  '%3A': ':',
  '%2F': '/',
  '%3F': '?',
  '%40': '@',
  '%21': '!',
  '%24': '$',
  '%27': "'",
  '%28': '(',
  '%29': ')',
  '%2A': '*',
  '%2C': ',',
  '%3B': ';',
};

/** https://developers.hubspot.com/docs/apps/legacy-apps/authentication/validating-requests */
export const signatures = {
  v1: (secret: string, body: string): string => createHash('sha256').update(`${secret}${body}`).digest('hex'),
  v2: (secret: string, method: string, uri: string, body: string): string =>
    createHash('sha256').update(`${secret}${method}${uri}${body}`).digest('hex'),
  v3: (secret: string, method: string, uri: string, body: string, timestamp: string): string =>
    createHmac('sha256', secret)
      .update(
        `${method}${uri.replaceAll(/%[0-9A-F]{2}/gi, (code) => DECODED[code.toUpperCase()] ?? code)}${body}${timestamp}`,
      )
      .digest('base64'),
};

/** Up to ten retries, spread with varying delays over 24 hours: https://developers.hubspot.com/docs/api-reference/webhooks-webhooks-v3/guide#retries */
const WAITS = [60, 300, 900, 1800, 3600, 7200, 10_800, 14_400, 21_600, 25_200];

/** Arrays of up to a hundred events, answered within five seconds. */
export const recipe: Recipe<Endpoint, HubspotEvent> = {
  most: 100,
  timeoutSeconds: 5,
  sign({ channel, events, attempt }, now) {
    const { url, secret, version } = channel;
    const body = JSON.stringify(events.map((event) => ({ ...event, attemptNumber: attempt - 1 })));
    const timestamp = String(now.getTime());
    return {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'user-agent': 'HubSpot Connect 2.0 (http://dev.hubspot.com/) - WebHooks',
        'x-hubspot-signature-version': version,
        'x-hubspot-signature':
          version === 'v1' ? signatures.v1(secret, body) : signatures.v2(secret, 'POST', url, body),
        'x-hubspot-request-timestamp': timestamp,
        'x-hubspot-signature-v3': signatures.v3(secret, 'POST', url, body, timestamp),
      },
    };
  },
  wait: ({ attempt }) => WAITS[attempt - 1] ?? null,
};
