import { SearchIndex } from '../ground/search-index.js';
import type { Stage } from '../ground/simulator.js';
import { WebhookSender } from '../ground/webhook-sender.js';
import type { Automation, Contact, Conversation, Ticket } from './records.js';
import { duplicate, invalid, notFound } from './refusals.js';
import { type Call, recipe, rendered } from './webhook-recipe.js';

/** "a few minutes to get indexed": https://developers.freshdesk.com/api/#filter_tickets */
const SEARCH_LAG_SECONDS = 120;
/** The clerk whose key is used. */
export const AGENT_ID = 43_000_000_001;

/** Everything in one simulated account. */
export class World {
  readonly contacts = new Map<number, Contact>();
  readonly tickets = new Map<number, Ticket>();
  readonly conversations = new Map<number, Conversation>();
  readonly automations: Automation[] = [];
  readonly index: SearchIndex<Contact>;
  readonly sender: WebhookSender<Automation, Call>;

  constructor(readonly stage: Stage) {
    this.index = new SearchIndex(stage.clock, SEARCH_LAG_SECONDS);
    this.sender = new WebhookSender(recipe(), stage.clock);
  }

  now(): string {
    return this.stage.clock
      .now()
      .toISOString()
      .replace(/\.\d+Z$/, 'Z');
  }

  contact(id: string | number): Contact {
    return this.contacts.get(Number(id)) ?? notFound();
  }

  ticket(id: string | number): Ticket {
    return this.tickets.get(Number(id)) ?? notFound();
  }

  /** Addresses are unique among all, the deleted too. */
  checkEmail(email: string, self?: Contact): void {
    if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email)) invalid('email', "It should be in the 'valid email address' format");
    const holder = [...this.contacts.values()].find((one) => emailsOf(one).includes(email.toLowerCase()));
    if (holder && holder !== self) duplicate('email', holder.id);
  }

  put(contact: Contact): void {
    contact.updated_at = this.now();
    this.contacts.set(contact.id, contact);
    if (contact.deleted) this.index.remove(contact.id);
    else this.index.put(contact.id, contact);
  }

  /** Tickets and all go with the contact: https://developers.freshdesk.com/api/#hard_delete_contact */
  hardDelete(contact: Contact): void {
    for (const ticket of this.tickets.values()) if (ticket.requester_id === contact.id) this.removeTicket(ticket);
    this.contacts.delete(contact.id);
    this.index.remove(contact.id);
  }

  removeTicket(ticket: Ticket): void {
    for (const one of this.conversations.values()) if (one.ticket_id === ticket.id) this.conversations.delete(one.id);
    this.tickets.delete(ticket.id);
  }

  addConversation(
    ticket: Ticket,
    given: Pick<Conversation, 'body' | 'private' | 'user_id' | 'incoming'>,
  ): Conversation {
    const at = this.now();
    const id = this.stage.numbering.next('conversation', 43_100_000_001);
    const conversation: Conversation = { id, ticket_id: ticket.id, ...given, created_at: at, updated_at: at };
    this.conversations.set(id, conversation);
    return conversation;
  }

  run(event: Automation['event'], ticket: Ticket): void {
    const requester = this.contacts.get(ticket.requester_id);
    for (const automation of this.automations) {
      if (automation.event === event)
        this.sender.send(automation, { body: rendered(automation.template, ticket, requester) });
    }
  }
}

export const emailsOf = ({ email, other_emails: others }: Contact): string[] =>
  [email, ...others].filter((one) => one !== null).map((one) => one.toLowerCase());
