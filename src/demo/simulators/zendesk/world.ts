import { SearchIndex } from '../ground/search-index.js';
import type { Stage } from '../ground/simulator.js';
import { Deletions } from './deletions.js';
import { Jobs } from './jobs.js';
import { Notifications } from './notifications.js';
import type { Comment, Ticket, Trigger, User, Webhook } from './records.js';
import { notFound } from './refusals.js';

/** The seconds until search sees a change: "a few minutes" at most (https://developer.zendesk.com/api-reference/ticketing/ticket-management/search/). */
export const SEARCH_LAG_SECONDS = 60;

/** Everything in one simulated account. */
export class World {
  readonly users = new Map<number, User>();
  readonly tickets = new Map<number, Ticket>();
  readonly comments = new Map<number, Comment>();
  readonly webhooks = new Map<string, Webhook>();
  readonly triggers = new Map<number, Trigger>();
  readonly ticketFields: { id: number; title: string; type: string }[] = [];
  readonly userIndex: SearchIndex<User>;
  readonly ticketIndex: SearchIndex<Ticket>;
  readonly jobs: Jobs;
  readonly deletions: Deletions;
  readonly notifications: Notifications;

  constructor(readonly stage: Stage) {
    this.userIndex = new SearchIndex(stage.clock, SEARCH_LAG_SECONDS);
    this.ticketIndex = new SearchIndex(stage.clock, SEARCH_LAG_SECONDS);
    this.jobs = new Jobs(stage);
    this.deletions = new Deletions(this);
    this.notifications = new Notifications(this);
  }

  /** To the second, as Zendesk writes moments. */
  now(): string {
    return this.stage.clock
      .now()
      .toISOString()
      .replace(/\.\d+Z$/, 'Z');
  }

  /** @throws VendorError 404 */
  user(id: string | number): User {
    return this.users.get(Number(id)) ?? notFound();
  }

  /** A ticket that is not deleted. @throws VendorError 404 */
  ticket(id: string | number): Ticket {
    const ticket = this.tickets.get(Number(id));
    return ticket && ticket.deletedAt === null ? ticket : notFound();
  }

  commentsOf(ticketId: number): Comment[] {
    return [...this.comments.values()].filter((comment) => comment.ticketId === ticketId);
  }

  /** Who holds an address, as primary or further one; the deleted hold none. */
  holderOf(email: string): User | undefined {
    const wanted = email.toLowerCase();
    return [...this.users.values()].find(
      (user) => user.active && user.identities.some((one) => one.type === 'email' && one.value === wanted),
    );
  }

  touchUser(user: User): void {
    user.updated_at = this.now();
    this.users.set(user.id, user);
    if (user.active) this.userIndex.put(user.id, user);
    else this.userIndex.remove(user.id);
  }

  touchTicket(ticket: Ticket): void {
    ticket.updated_at = this.now();
    this.tickets.set(ticket.id, ticket);
    if (ticket.deletedAt === null) this.ticketIndex.put(ticket.id, ticket);
    else this.ticketIndex.remove(ticket.id);
  }

  settle(): void {
    this.jobs.settle();
    this.deletions.settle();
  }
}
