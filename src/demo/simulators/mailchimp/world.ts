import { createHash } from 'node:crypto';
import type { Stage } from '../ground/simulator.js';
import { schedule, WebhookSender, type Recipe } from '../ground/webhook-sender.js';
import { invalid, notFound } from './refusals.js';

export type Status = 'subscribed' | 'unsubscribed' | 'cleaned' | 'pending' | 'transactional' | 'archived';

export interface Note {
  id: number;
  note: string;
  created_by: string;
  created_at: string;
}

export interface Member {
  /** Hash of the address, which changes with it. */
  id: string;
  contact_id: string;
  notes: Note[];
  email_address: string;
  status: Status;
  merge_fields: Record<string, string>;
  language: string;
  tags: string[];
  timestamp_opt: string;
  last_changed: string;
}

export interface Audience {
  id: string;
  name: string;
  members: Map<string, Member>;
  /** Who was deleted for good: cannot be imported again, can sign up again. */
  forgotten: Set<string>;
}

export interface Hook {
  url: string;
  listId: string;
}

export interface HookEvent {
  type: 'subscribe' | 'unsubscribe' | 'profile' | 'upemail' | 'cleaned';
  listId: string;
  email: string;
  firedAt: string;
}

export const subscriberHash = (email: string): string => createHash('md5').update(email.toLowerCase()).digest('hex');

/** Given once, whatever becomes of the address. */
export const contactIdOf = (firstEmail: string): string =>
  createHash('md5')
    .update(`contact of ${subscriberHash(firstEmail)}`)
    .digest('hex');

/** Unsigned forms; the secret is in the address: https://mailchimp.com/developer/marketing/guides/sync-audience-data-webhooks/ */
const recipe: Recipe<Hook, HookEvent> = {
  most: 1,
  timeoutSeconds: 10,
  sign({ events }) {
    const { type = '', firedAt = '', email = '', listId = '' } = events[0] ?? {};
    const form = new URLSearchParams({ type, fired_at: firedAt.slice(0, 19).replace('T', ' ') });
    form.set('data[id]', subscriberHash(email));
    form.set('data[email]', email);
    form.set('data[list_id]', listId);
    return { method: 'POST', body: form.toString(), headers: { 'content-type': 'application/x-www-form-urlencoded' } };
  },
  // "at increasing intervals over the next hour and 15 minutes, up to 20 times".
  wait: schedule([15, 30, 60, 60, 120, 120, 180, 180, 240, 240, 300, 300, 300, 300, 360, 360, 420, 420, 450, 45]),
};

/** Everything in one simulated account. */
export class World {
  readonly audiences = new Map<string, Audience>();
  /** Of the account that the key belongs to. */
  role = 'owner';
  readonly hooks: Hook[] = [];
  readonly sender: WebhookSender<Hook, HookEvent>;

  constructor(readonly stage: Stage) {
    this.sender = new WebhookSender(recipe, stage.clock);
  }

  now(): string {
    return this.stage.clock
      .now()
      .toISOString()
      .replace(/\.\d+Z$/, '+00:00');
  }

  audience(id: string): Audience {
    return this.audiences.get(id) ?? notFound();
  }

  /** By hash, by the address itself, or by the contact's id, as the vendor takes all of them. */
  member(list: Audience, name: string): Member {
    const hash = name.includes('@') ? subscriberHash(name) : name;
    return list.members.get(hash) ?? [...list.members.values()].find((one) => one.contact_id === name) ?? notFound();
  }

  /** @throws VendorError 400 for one who was forgotten or is there already */
  add(list: Audience, email: string, given: Partial<Member>): Member {
    const hash = subscriberHash(email);
    if (list.forgotten.has(hash)) {
      invalid(
        `${email} was permanently deleted and cannot be re-imported. The contact must re-subscribe to get back on the list.`,
        'Forgotten Email Not Subscribed',
      );
    }
    const member: Member = {
      id: hash,
      contact_id: contactIdOf(email),
      notes: [],
      email_address: email,
      status: 'subscribed',
      merge_fields: {},
      language: 'de',
      tags: [],
      timestamp_opt: this.now(),
      last_changed: this.now(),
      ...given,
    };
    list.members.set(hash, member);
    if (member.status === 'subscribed') this.tell('subscribe', list, email);
    return member;
  }

  tell(type: HookEvent['type'], list: Audience, email: string): void {
    const firedAt = this.stage.clock.now().toISOString();
    for (const hook of this.hooks)
      if (hook.listId === list.id) this.sender.send(hook, { type, listId: list.id, email, firedAt });
  }
}
