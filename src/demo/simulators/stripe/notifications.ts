import { createHmac } from 'node:crypto';
import type { Stage } from '../ground/simulator.js';
import { type Recipe, schedule, WebhookSender } from '../ground/webhook-sender.js';

export interface Endpoint {
  id: string;
  url: string;
  events: readonly string[];
  /** The newest first; rolled ones stay for a while, so that there are several `v1`. */
  secrets: string[];
}

export interface StripeEvent {
  id: string;
  type: string;
  created: number;
  object: object;
}

/** hex(HMAC-SHA256(t + "." + body)) under each secret: https://docs.stripe.com/webhooks#verify-manually */
export function stripeSignature(secrets: readonly string[], timestamp: number, body: string): string {
  const sums = secrets.map(
    (secret) => `v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`,
  );
  return [`t=${timestamp}`, ...sums].join(',');
}

const HOUR = 3600;

/** "up to three days with an exponential back off": https://docs.stripe.com/webhooks#automatic-retries */
const recipe: Recipe<Endpoint, StripeEvent> = {
  most: 1,
  timeoutSeconds: 10,
  sign({ channel, events }, now) {
    const [event] = events;
    const { object, ...rest } = event!;
    const body = JSON.stringify({
      ...rest,
      object: 'event',
      api_version: '2026-06-24.preview',
      data: { object },
      livemode: false,
      pending_webhooks: 1,
      request: { id: null, idempotency_key: null },
    });
    const signature = stripeSignature(channel.secrets, Math.floor(now.getTime() / 1000), body);
    return {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json; charset=utf-8', 'stripe-signature': signature },
    };
  },
  wait: schedule([300, 1800, 2 * HOUR, 5 * HOUR, 10 * HOUR, 12 * HOUR, 12 * HOUR, 12 * HOUR, 12 * HOUR]),
};

export class Notifications {
  readonly sender: WebhookSender<Endpoint, StripeEvent>;
  readonly endpoints: Endpoint[] = [];

  constructor(private readonly stage: Stage) {
    this.sender = new WebhookSender(recipe, stage.clock);
  }

  add(url: string, events: readonly string[]): Endpoint {
    const endpoint = { id: `we_${this.stage.numbering.word('endpoint', 16)}`, url, events, secrets: [this.secret()] };
    this.endpoints.push(endpoint);
    return endpoint;
  }

  /** A new secret beside the old one. */
  roll(endpoint: Endpoint): string {
    endpoint.secrets.unshift(this.secret());
    return endpoint.secrets[0] ?? '';
  }

  tell(type: string, object: object): void {
    const event = {
      id: `evt_${this.stage.numbering.word('event', 24)}`,
      type,
      created: Math.floor(this.stage.clock.now().getTime() / 1000),
      object,
    };
    for (const endpoint of this.endpoints) {
      if (endpoint.events.includes('*') || endpoint.events.includes(type)) this.sender.send(endpoint, event);
    }
  }

  private secret(): string {
    return `whsec_simulated${this.stage.numbering.word('secret', 24)}`;
  }
}
