import { type Recipe, schedule } from '../ground/webhook-sender.js';
import type { Automation, Contact, Ticket } from './records.js';

export interface Call {
  body: string;
}

const STATUS = { 2: 'Open', 3: 'Pending', 4: 'Resolved', 5: 'Closed' } as const;

/**
 * Nothing is signed; headers are what the automation says. Failed calls are tried again after 5, 30 and 60 minutes:
 * https://support.freshdesk.com/support/solutions/articles/132589-using-webhooks-in-automation-rules
 */
export function recipe(): Recipe<Automation, Call> {
  return {
    most: 1,
    timeoutSeconds: 10,
    sign: ({ channel, events }) => ({
      method: 'POST',
      headers: { 'content-type': 'application/json', ...channel.headers },
      body: events[0]?.body ?? '',
    }),
    wait: schedule([300, 1800, 3600]),
  };
}

/** Placeholders of the rule's content; values are not escaped, so a quotation mark breaks the JSON, as it does there. */
export function rendered(template: string, ticket: Ticket, requester: Contact | undefined): string {
  const values: Readonly<Record<string, string | number>> = {
    'ticket.id': ticket.id,
    'ticket.subject': ticket.subject,
    'ticket.description_text': ticket.description_text,
    'ticket.status': STATUS[ticket.status],
    'ticket.tags': ticket.tags.join(', '),
    'ticket.requester.id': requester?.id ?? '',
    'ticket.requester.name': requester?.name ?? '',
    'ticket.requester.email': requester?.email ?? '',
    'ticket.created_on': ticket.created_at,
    'ticket.updated_on': ticket.updated_at,
  };
  return template.replaceAll(/\{\{\s*([a-z_.]+)\s*\}\}/g, (_whole, name: string) => String(values[name] ?? ''));
}
