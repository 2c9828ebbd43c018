import { SearchIndex } from '../ground/search-index.js';
import type { Stage } from '../ground/simulator.js';
import { BulkDeletions } from './bulk.js';
import { Notifications } from './notifications.js';
import type { Contact, Conversation, Note } from './records.js';
import { invalid, merged, notFound } from './refusals.js';

/** "can take a few minutes": POST /contacts/search in the vendor's OpenAPI, "Contact Creation Delay". */
const SEARCH_LAG_SECONDS = 120;
/** A contact deleted by mistake can be had back for so long: https://developers.intercom.com/docs/references/2.3/rest-api/contacts/delete-contact */
const GRACE_DAYS = 7;

/** Everything in one simulated workspace. */
export class World {
  readonly contacts = new Map<string, Contact>();
  readonly conversations = new Map<string, Conversation>();
  readonly notes = new Map<string, Note>();
  /** Names by id. */
  readonly tags = new Map<string, string>();
  readonly mergedInto = new Map<string, string>();
  /** Those that the vendor's support could still bring back. */
  readonly deleted = new Map<string, { contact: Contact; at: number }>();
  readonly index: SearchIndex<Contact>;
  readonly notifications: Notifications;
  readonly bulk: BulkDeletions;
  exportUntil = 0;

  constructor(readonly stage: Stage) {
    this.index = new SearchIndex(stage.clock, SEARCH_LAG_SECONDS);
    this.notifications = new Notifications(stage);
    this.bulk = new BulkDeletions(this);
  }

  now(): number {
    return Math.floor(this.stage.clock.now().getTime() / 1000);
  }

  /** Also an archived one, which only its id finds. @throws VendorError 404 or 410 */
  contact(id: string): Contact {
    const into = this.mergedInto.get(id);
    if (into !== undefined) return merged(into);
    return this.contacts.get(id) ?? notFound('User Not Found');
  }

  conversation(id: string): Conversation {
    return this.conversations.get(id) ?? notFound('Resource Not Found');
  }

  /** Two users with one address or one external id cannot be; an archived one stands in the way too. */
  checkUnique(given: Partial<Contact>, self?: Contact): void {
    for (const contact of this.contacts.values()) {
      if (contact === self || contact.role === 'lead') continue;
      const same = (key: 'email' | 'external_id'): boolean =>
        Boolean(given[key]) && contact[key]?.toLowerCase() === given[key]?.toLowerCase();
      if (!same('email') && !same('external_id')) continue;
      const state = contact.archived ? 'An archived contact' : 'A contact';
      invalid(`${state} matching those details already exists with id=${contact.id}`, 'conflict', 409);
    }
  }

  put(contact: Contact): void {
    contact.updated_at = this.now();
    this.contacts.set(contact.id, contact);
    if (contact.archived) this.index.remove(contact.id);
    else this.index.put(contact.id, contact);
  }

  /** Conversations stay; what the vendor does with them is not documented. */
  delete(contact: Contact): void {
    this.contacts.delete(contact.id);
    this.index.remove(contact.id);
    for (const note of this.notes.values()) if (note.contactId === contact.id) this.notes.delete(note.id);
    this.deleted.set(contact.id, { contact, at: this.stage.clock.now().getTime() });
    this.notifications.contact('deleted', contact);
  }

  settle(): void {
    const due = this.stage.clock.now().getTime() - GRACE_DAYS * 86_400_000;
    for (const [id, { at }] of this.deleted) if (at <= due) this.deleted.delete(id);
    this.bulk.settle();
  }
}
