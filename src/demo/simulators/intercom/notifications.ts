import { createHmac } from 'node:crypto';
import type { Stage } from '../ground/simulator.js';
import { type Recipe, schedule, WebhookSender } from '../ground/webhook-sender.js';
import type { Contact, Conversation } from './records.js';

export const CLIENT_SECRET = 'simulated-intercom-client-secret';
const APP_ID = 'a86dr8yl';

export interface Endpoint {
  url: string;
  topics: readonly string[];
}

export interface Notification {
  id: string;
  topic: string;
  item: object;
  createdAt: number;
}

/** `sha1=` and the HMAC of the body: https://developers.intercom.com/docs/webhooks/setting-up-webhooks#signed-notifications */
export const intercomSignature = (secret: string, body: string): string =>
  `sha1=${createHmac('sha1', secret).update(body).digest('hex')}`;

/** Answered within five seconds, tried once more after a minute: https://developers.intercom.com/docs/webhooks/webhook-notifications */
const recipe: Recipe<Endpoint, Notification> = {
  most: 1,
  timeoutSeconds: 5,
  sign({ events, attempt }, now) {
    const [event] = events;
    const body = JSON.stringify({
      type: 'notification_event',
      app_id: APP_ID,
      data: { type: 'notification_event_data', item: event?.item },
      links: {},
      id: event?.id,
      topic: event?.topic,
      delivery_status: 'pending',
      delivery_attempts: attempt,
      delivered_at: 0,
      first_sent_at: Math.floor(now.getTime() / 1000),
      created_at: event?.createdAt,
      self: null,
    });
    return {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', 'x-hub-signature': intercomSignature(CLIENT_SECRET, body) },
    };
  },
  wait: schedule([60]),
};

export class Notifications {
  readonly sender: WebhookSender<Endpoint, Notification>;
  readonly endpoints: Endpoint[] = [];

  constructor(private readonly stage: Stage) {
    this.sender = new WebhookSender(recipe, stage.clock);
  }

  contact(what: 'created' | 'deleted' | 'archived' | 'unsubscribed', contact: Contact): void {
    const item = { type: 'contact', id: contact.id, external_id: contact.external_id, role: contact.role };
    this.tell(`contact.${contact.role === 'user' ? 'user' : 'lead'}.${what}`, item);
    this.tell(`contact.${what}`, item);
  }

  merged(lead: Contact, user: Contact): void {
    this.tell('contact.lead.merged', { type: 'contact', id: user.id, merged_contact_id: lead.id });
  }

  conversation(what: 'user.created' | 'user.replied' | 'admin.replied', conversation: Conversation): void {
    const { id, created_at, title, state, source } = conversation;
    this.tell(`conversation.${what}`, {
      type: 'conversation',
      id,
      created_at,
      title,
      state,
      source: { ...source, type: 'conversation' },
    });
  }

  private tell(topic: string, item: object): void {
    for (const endpoint of this.endpoints) {
      if (!endpoint.topics.includes(topic)) continue;
      const id = `notif_${this.stage.numbering.uuid('notification')}`;
      this.sender.send(endpoint, { id, topic, item, createdAt: Math.floor(this.stage.clock.now().getTime() / 1000) });
    }
  }
}
