import { WebhookSender } from '../ground/webhook-sender.js';
import { plainOf } from './views.js';
import { meets, rendered } from './triggers.js';
import type { Comment, Ticket, User, Webhook } from './records.js';
import { type Invocation, recipe } from './webhook-recipe.js';
import type { World } from './world.js';

/** What an update did, for triggers: https://developer.zendesk.com/documentation/ticketing/reference-guides/conditions-reference/ */
export type UpdateType = 'Create' | 'Change';

/**
 * Tells subscribers. A webhook is either subscribed to events or connected to a trigger, never both:
 * https://developer.zendesk.com/documentation/webhooks/creating-and-monitoring-webhooks/
 */
export class Notifications {
  readonly sender: WebhookSender<Webhook, Invocation>;
  private invocations = 8_350_205_582;

  constructor(private readonly world: World) {
    this.sender = new WebhookSender(recipe, world.stage.clock);
  }

  userCreated(user: User): void {
    this.userEvent('created', user, {});
  }

  userDeleted(user: User): void {
    this.userEvent('active_changed', user, { current: false, previous: true });
    this.userEvent('deleted', user, {});
  }

  /** The one who is gone is named in `event`: https://developer.zendesk.com/api-reference/webhooks/event-types/user-events/ */
  userMerged(winner: User, loser: User): void {
    this.userEvent('merged', winner, { user: { id: String(loser.id) } });
  }

  userChanged(what: 'name_changed' | 'external_id_changed', user: User, previous: string | null): void {
    this.userEvent(what, user, { current: what === 'name_changed' ? user.name : user.external_id, previous });
  }

  identity(what: 'identity_created' | 'identity_deleted', user: User, value: string): void {
    this.userEvent(what, user, { identity: { type: 'email', value } });
  }

  ticketCreated(ticket: Ticket, comment: Comment): void {
    this.ticketEvent('created', ticket, {});
    this.trigger('Create', ticket, comment);
  }

  ticketUpdated(ticket: Ticket, comment: Comment | null, previous: Pick<Ticket, 'status' | 'tags'>): void {
    if (comment) {
      const { id, public: isPublic, author_id: author } = comment;
      this.ticketEvent('comment_added', ticket, {
        comment: {
          id: String(id),
          body: plainOf(comment.html_body),
          is_public: isPublic,
          author: { id: String(author), is_staff: this.world.users.get(author)?.role !== 'end-user', name: null },
        },
      });
    }
    if (previous.status !== ticket.status) {
      const [current, before] = [ticket.status.toUpperCase(), previous.status.toUpperCase()];
      this.ticketEvent('status_changed', ticket, { current, previous: before });
    }
    if (previous.tags.join() !== ticket.tags.join()) {
      this.ticketEvent('tags_changed', ticket, {
        tags_added: ticket.tags.filter((tag) => !previous.tags.includes(tag)),
        tags_removed: previous.tags.filter((tag) => !ticket.tags.includes(tag)),
      });
    }
    this.trigger('Change', ticket, comment);
  }

  private userEvent(what: string, user: User, event: object): void {
    const { id, email, external_id, role, created_at, updated_at } = user;
    const detail = {
      created_at,
      email,
      external_id,
      default_group_id: null,
      id: String(id),
      organization_id: null,
      role,
      updated_at,
    };
    this.emit(`zen:event-type:user.${what}`, `zen:user:${id}`, detail, event);
  }

  private ticketEvent(what: string, ticket: Ticket, event: object): void {
    const detail = {
      id: String(ticket.id),
      subject: ticket.subject,
      description: ticket.description,
      status: ticket.status.toUpperCase(),
      priority: ticket.priority,
      type: ticket.type,
      requester_id: String(ticket.requester_id),
      submitter_id: String(ticket.submitter_id),
      assignee_id: ticket.assignee_id === null ? null : String(ticket.assignee_id),
      external_id: ticket.external_id,
      tags: ticket.tags,
      via: ticket.via,
      is_public: true,
      created_at: ticket.created_at,
      updated_at: ticket.updated_at,
    };
    this.emit(`zen:event-type:ticket.${what}`, `zen:ticket:${ticket.id}`, detail, event);
  }

  private emit(type: string, subject: string, detail: object, event: object): void {
    const payload = {
      account_id: 12_514_403,
      detail,
      event,
      id: this.world.stage.numbering.uuid('event'),
      subject,
      // Nanoseconds, as the vendor writes them.
      time: this.world.stage.clock.now().toISOString().replace('Z', '000000Z'),
      type,
      zendesk_event_version: '2022-11-06',
    };
    for (const webhook of this.world.webhooks.values()) {
      if (webhook.status === 'active' && webhook.subscriptions.includes(type))
        this.send(webhook, JSON.stringify(payload));
    }
  }

  private trigger(update: UpdateType, ticket: Ticket, comment: Comment | null): void {
    for (const trigger of this.world.triggers.values()) {
      if (!trigger.active || !meets(trigger, update, ticket)) continue;
      for (const { field, value } of trigger.actions) {
        if (field !== 'notification_webhook' || !Array.isArray(value)) continue;
        const [id, template] = value as [string, string];
        const webhook = this.world.webhooks.get(id);
        if (webhook?.status === 'active') this.send(webhook, rendered(this.world, template, ticket, comment));
      }
    }
  }

  private send(webhook: Webhook, body: string): void {
    this.sender.send(webhook, { id: String(++this.invocations), body });
  }
}
