import { createHmac } from 'node:crypto';
import type { Stage } from '../ground/simulator.js';
import { type Recipe, WebhookSender } from '../ground/webhook-sender.js';

export const API_VERSION = '2026-07';
export const SHOP = 'nordlicht.myshopify.com';
export const SHOP_ID = 954_889;
export const CLIENT_SECRET = 'simulated-shopify-client-secret';

/** Those that every app must take: https://shopify.dev/docs/apps/build/compliance/privacy-law-compliance */
export const MANDATORY = ['customers/data_request', 'customers/redact', 'shop/redact'] as const;

export interface Endpoint {
  url: string;
  topics: readonly string[];
}

export interface ShopifyEvent {
  id: string;
  webhookId: string;
  topic: string;
  at: string;
  payload: object;
}

/** base64(HMAC-SHA256(body)) under the app's client secret: https://shopify.dev/docs/apps/build/webhooks/subscribe/https#step-5-verify-the-webhook */
export const shopifySignature = (secret: string, body: string): string =>
  createHmac('sha256', secret).update(body).digest('base64');

/** Answered within five seconds; eight retries over four hours: https://shopify.dev/docs/apps/build/webhooks/troubleshooting-webhooks */
const WAITS = [60, 300, 900, 1200, 1800, 2700, 3600, 3600];

const recipe: Recipe<Endpoint, ShopifyEvent> = {
  most: 1,
  timeoutSeconds: 5,
  sign({ events }) {
    const event = events[0]!;
    const body = JSON.stringify(event.payload);
    return {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'x-shopify-topic': event.topic,
        'x-shopify-hmac-sha256': shopifySignature(CLIENT_SECRET, body),
        'x-shopify-shop-domain': SHOP,
        'x-shopify-api-version': API_VERSION,
        'x-shopify-webhook-id': event.webhookId,
        'x-shopify-event-id': event.id,
        'x-shopify-triggered-at': event.at,
      },
    };
  },
  wait: ({ attempt }) => WAITS[attempt - 1] ?? null,
};

export class Notifications {
  readonly sender: WebhookSender<Endpoint, ShopifyEvent>;
  readonly endpoints: Endpoint[] = [];

  constructor(private readonly stage: Stage) {
    this.sender = new WebhookSender(recipe, stage.clock);
  }

  tell(topic: string, payload: object): void {
    for (const endpoint of this.endpoints) {
      if (!endpoint.topics.includes(topic)) continue;
      const { numbering, clock } = this.stage;
      const at = clock.now().toISOString();
      this.sender.send(endpoint, {
        id: numbering.uuid('event'),
        webhookId: numbering.uuid('webhook'),
        topic,
        at,
        payload,
      });
    }
  }
}
