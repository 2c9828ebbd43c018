import type { UpdateType } from './notifications.js';
import type { Comment, Condition, Ticket, Trigger } from './records.js';
import { plainOf } from './views.js';
import type { World } from './world.js';

/** What of a ticket conditions can look at; the vendor knows more. */
const FIELDS: Readonly<Record<string, (update: UpdateType, ticket: Ticket) => string>> = {
  update_type: (update) => update,
  status: (_update, ticket) => ticket.status,
  current_tags: (_update, ticket) => ticket.tags.join(' '),
  subject_includes_word: (_update, ticket) => ticket.subject,
  role: () => 'end_user',
};

export const KNOWN_CONDITIONS: readonly string[] = Object.keys(FIELDS);

/** Conditions under `all`, and one of those under `any`: https://developer.zendesk.com/api-reference/ticketing/business-rules/triggers/ */
export function meets(trigger: Trigger, update: UpdateType, ticket: Ticket): boolean {
  const holds = (condition: Condition): boolean => {
    const found = (FIELDS[condition.field]?.(update, ticket) ?? '').toLowerCase();
    const words = condition.value.toLowerCase().split(/\s+/);
    switch (condition.operator) {
      case 'is':
        return found === condition.value.toLowerCase();
      case 'is_not':
        return found !== condition.value.toLowerCase();
      case 'includes':
        return words.some((word) => found.split(/\s+/).includes(word));
      case 'not_includes':
        return !words.some((word) => found.split(/\s+/).includes(word));
      default:
        return false;
    }
  };
  const { all, any } = trigger.conditions;
  return all.every(holds) && (any.length === 0 || any.some(holds));
}

/** The placeholders of a template: https://support.zendesk.com/hc/en-us/articles/4408886858138 (those that tickets need). */
export function rendered(world: World, template: string, ticket: Ticket, comment: Comment | null): string {
  const requester = world.users.get(ticket.requester_id);
  const values: Readonly<Record<string, string | number>> = {
    'ticket.id': ticket.id,
    'ticket.title': ticket.subject,
    'ticket.description': ticket.description,
    'ticket.status': ticket.status,
    'ticket.tags': ticket.tags.join(' '),
    'ticket.url': `${world.stage.url()}/agent/tickets/${ticket.id}`,
    'ticket.via': ticket.via.channel,
    'ticket.external_id': ticket.external_id ?? '',
    'ticket.created_at_with_timestamp': ticket.created_at,
    'ticket.updated_at_with_timestamp': ticket.updated_at,
    'ticket.requester.id': ticket.requester_id,
    'ticket.requester.name': requester?.name ?? '',
    'ticket.requester.email': requester?.email ?? '',
    'ticket.requester.locale': requester?.locale ?? '',
    'ticket.latest_comment': comment ? plainOf(comment.html_body) : '',
    'ticket.latest_public_comment': comment?.public ? plainOf(comment.html_body) : '',
  };
  // A placeholder stands within a JSON string: its value is escaped as one.
  return template.replaceAll(/\{\{\s*([a-z_.]+)\s*\}\}/g, (_whole, name: string) =>
    JSON.stringify(String(values[name] ?? '')).slice(1, -1),
  );
}
