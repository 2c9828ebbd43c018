import { createHmac } from 'node:crypto';
import type { Stage } from '../ground/simulator.js';
import { type Recipe, WebhookSender } from '../ground/webhook-sender.js';

export interface Endpoint {
  url: string;
  events: readonly string[];
  /** Only webhooks of an administrator with a secret are signed. */
  secret: string | null;
}

export interface JiraEvent {
  identifier: string;
  payload: object;
}

/** `sha256=` and the HMAC of the body: https://developer.atlassian.com/cloud/jira/platform/webhooks/#secure-admin-webhooks */
export const jiraSignature = (secret: string, body: string): string =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

const RETRIED = new Set([408, 409, 425, 429]);
/** Up to five retries with random waits, in all some half an hour: https://developer.atlassian.com/cloud/jira/platform/webhooks/#retry-policy */
const WAITS = [300, 300, 420, 420, 360];

const recipe: Recipe<Endpoint, JiraEvent> = {
  most: 1,
  timeoutSeconds: 20,
  sign({ channel, events, attempt }) {
    const event = events[0]!;
    const body = JSON.stringify(event.payload);
    return {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json; charset=UTF-8',
        'x-atlassian-webhook-identifier': event.identifier,
        'x-atlassian-webhook-flow': 'Primary',
        ...(channel.secret ? { 'x-hub-signature': jiraSignature(channel.secret, body) } : {}),
        ...(attempt > 1 ? { 'x-atlassian-webhook-retry': String(attempt - 1) } : {}),
      },
    };
  },
  wait: ({ status, attempt }) =>
    status === 0 || status >= 500 || RETRIED.has(status) ? (WAITS[attempt - 1] ?? null) : null,
};

export class Notifications {
  readonly sender: WebhookSender<Endpoint, JiraEvent>;
  readonly endpoints: Endpoint[] = [];

  constructor(private readonly stage: Stage) {
    this.sender = new WebhookSender(recipe, stage.clock);
  }

  tell(webhookEvent: string, more: object): void {
    const payload = { timestamp: this.stage.clock.now().getTime(), webhookEvent, ...more };
    for (const endpoint of this.endpoints) {
      if (endpoint.events.includes(webhookEvent))
        this.sender.send(endpoint, { identifier: this.stage.numbering.uuid('webhook'), payload });
    }
  }
}
