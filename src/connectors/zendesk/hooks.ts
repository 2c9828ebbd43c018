import { type HookNews, type HookSender, HookUnreadable } from '../kit/hooks/hook-sender.js';
import {
  identifiersTold,
  momentTold,
  needed,
  neededMoment,
  type Told,
  toldObject,
  within,
  wordOf,
  writtenText,
} from '../kit/hooks/told.js';

/** Topic of what a trigger sends by our template (docs/hooks.md). */
const BY_TRIGGER = 'trigger:ticket';

/** https://developer.zendesk.com/api-reference/webhooks/event-types/webhook-event-types/ */
const events: Readonly<Record<string, (told: Told) => HookNews | null>> = {
  'ticket.created': (told) => {
    const ticket = within(told, 'detail');
    return {
      what: 'message',
      ticket: needed(ticket.id, 'ticket'),
      message: 'description',
      text: writtenText(ticket.subject, ticket.description),
      at: neededMoment(ticket.created_at, 'of the ticket'),
      from: fromUser(ticket.requester_id),
    };
  },
  'ticket.comment_added': (told) => {
    const comment = within(told, 'event', 'comment');
    if (comment.is_public !== true || within(comment, 'author').is_staff === true) return null;
    return {
      what: 'message',
      ticket: needed(within(told, 'detail').id, 'ticket'),
      message: needed(comment.id, 'comment'),
      text: writtenText(comment.body),
      at: neededMoment(told.time, 'of the event'),
      from: fromUser(within(comment, 'author').id ?? within(told, 'detail').requester_id),
    };
  },
  'messaging_ticket.message_added': (told) => {
    const actor = within(told, 'event', 'actor');
    if (actor.type !== 'end_user') return null;
    const message = within(told, 'event', 'message');
    return {
      what: 'message',
      ticket: needed(within(told, 'detail').id, 'ticket'),
      message: needed(message.id, 'message'),
      text: writtenText(message.body),
      at: neededMoment(told.time, 'of the event'),
      from: fromUser(actor.id),
    };
  },
  'user.created': (told) => contact(told, 'created'),
  // The other user of a merge stands in the event; the vendor's page shows `user` there.
  'user.merged': (told) => contact(told, 'merged'),
  'user.active_changed': (told) => contact(told, within(told, 'event').current === true ? 'restored' : 'deleted'),
  'user.deleted': (told) => ({
    what: 'completed',
    records: [{ kind: 'user', id: needed(within(told, 'detail').id, 'user') }],
    at: neededMoment(told.time, 'of the event'),
  }),
};

export const zendeskHooks: HookSender = {
  name: 'zendesk',
  // https://developer.zendesk.com/documentation/webhooks/verifying/ The secret is used as it is shown, not decoded.
  recipes: [
    {
      name: 'signed',
      scheme: 'hmac',
      signature: { header: 'x-zendesk-webhook-signature', encoding: 'base64' },
      signed: ['timestamp', 'body'],
      timestamp: { header: 'x-zendesk-webhook-signature-timestamp', unit: 'iso', withinSeconds: 300 },
    },
  ],
  keyIsSigned: true,
  settings: { properties: {} },
  split(delivery) {
    const told = toldObject(delivery.body);
    const type = wordOf(told.type);
    if (type) return [{ key: needed(told.id, 'id'), topic: topicOf(type), body: delivery.body }];
    const ticket = within(told, 'ticket');
    const version = wordOf(within(ticket, 'comment').id) ?? needed(ticket.updated_at, 'moment of the change');
    return [{ key: `${needed(ticket.id, 'ticket')}/${version}`, topic: BY_TRIGGER, body: delivery.body }];
  },
  knows: (topic) => topic === BY_TRIGGER || Object.hasOwn(events, topic),
  read({ topic, body }) {
    const told = toldObject(body);
    if (topic === BY_TRIGGER) return byTrigger(told);
    const read = events[topic];
    if (!read) throw new HookUnreadable('The topic is not known.');
    return read(told);
  },
};

/** `zen:event-type:user.merged`; the vendor's own table writes some with a slash. */
function topicOf(type: string): string {
  return type.replace(/^zen:event-type[:/]/, '');
}

function fromUser(id: unknown): Extract<HookNews, { what: 'message' }>['from'] {
  const user = wordOf(id);
  return { identifiers: [], ...(user ? { record: { kind: 'user', id: user } } : {}) };
}

function contact(told: Told, change: 'created' | 'merged' | 'restored' | 'deleted'): HookNews {
  const detail = within(told, 'detail');
  const other = wordOf(within(told, 'event', 'user').id);
  return {
    what: 'contact',
    change,
    record: { kind: 'user', id: needed(detail.id, 'user') },
    others: change === 'merged' && other ? [{ kind: 'user', id: other }] : [],
    identifiers: identifiersTold(detail),
    at: neededMoment(told.time, 'of the event'),
  };
}

/** What the template of docs/hooks.md makes: the newest public comment, or the description of a new ticket. */
function byTrigger(told: Told): HookNews | null {
  const ticket = within(told, 'ticket');
  const comment = within(ticket, 'comment');
  const requester = within(ticket, 'requester');
  if (within(comment, 'author').role !== undefined && within(comment, 'author').role !== 'end-user') return null;
  const locale = wordOf(ticket.locale);
  return {
    what: 'message',
    ticket: needed(ticket.id, 'ticket'),
    message: wordOf(comment.id) ?? (momentTold(comment.created_at)?.toISOString() || 'description'),
    text: writtenText(ticket.subject, wordOf(comment.text) ?? ticket.description),
    at: momentTold(comment.created_at) ?? neededMoment(ticket.created_at, 'of the ticket'),
    ...(locale ? { locale } : {}),
    from: { ...fromUser(requester.id), identifiers: identifiersTold(requester) },
  };
}
