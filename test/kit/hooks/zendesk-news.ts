import { randomUUID } from 'node:crypto';

/** What the helpdesk of the tests tells, in the words of one vendor. */
export const ticketCreated = (ticket: string, text: string, at: string, requester = '71'): object => ({
  account_id: 1,
  id: randomUUID(),
  type: 'zen:event-type:ticket.created',
  subject: `zen:ticket:${ticket}`,
  time: new Date().toISOString(),
  zendesk_event_version: '2022-11-06',
  detail: {
    id: ticket,
    subject: 'A question',
    description: text,
    requester_id: requester,
    created_at: at,
    is_public: true,
    tags: [],
    via: { channel: 'web_service' },
  },
  event: {},
});

export const commentAdded = (
  ticket: string,
  comment: { id: string; text: string; at: string; by?: string; staff?: boolean; isPublic?: boolean },
): object => ({
  account_id: 1,
  id: randomUUID(),
  type: 'zen:event-type:ticket.comment_added',
  subject: `zen:ticket:${ticket}`,
  time: comment.at,
  zendesk_event_version: '2022-11-06',
  detail: { id: ticket, requester_id: comment.by ?? '71', created_at: comment.at },
  event: {
    comment: {
      id: comment.id,
      body: comment.text,
      is_public: comment.isPublic ?? true,
      author: { id: comment.by ?? '71', is_staff: comment.staff ?? false },
    },
  },
});

export const userEvent = (
  what: 'created' | 'merged' | 'deleted' | 'active_changed',
  user: string,
  more: { email?: string; at?: string; event?: object } = {},
): object => ({
  account_id: 1,
  id: randomUUID(),
  type: `zen:event-type:user.${what}`,
  subject: `zen:user:${user}`,
  time: more.at ?? new Date().toISOString(),
  zendesk_event_version: '2022-11-06',
  detail: { id: user, ...(more.email ? { email: more.email } : {}), role: 'end-user' },
  event: more.event ?? {},
});
