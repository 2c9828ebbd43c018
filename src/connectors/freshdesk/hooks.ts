import type { HookSender } from '../kit/hooks/hook-sender.js';
import { plainText } from '../kit/hooks/plain-text.js';
import {
  identifiersTold,
  momentTold,
  needed,
  neededMoment,
  toldObject,
  within,
  wordOf,
  writtenText,
} from '../kit/hooks/told.js';

/** An automation signs nothing; it can send a header of ours, which bears the secret itself. */
export const freshdeskHooks: HookSender = {
  name: 'freshdesk',
  recipes: [{ name: 'header', scheme: 'shared', signature: { header: 'x-habeas-secret' } }],
  keyIsSigned: false,
  settings: { properties: {} },
  split(delivery) {
    const ticket = within(toldObject(delivery.body), 'ticket');
    // The sender has no name for a delivery: a ticket as it stood after one change is one.
    const key = `${needed(ticket.id, 'ticket')}/${needed(ticket.updated_at, 'moment of the change')}`;
    return [{ key, topic: 'ticket', body: delivery.body }];
  },
  knows: (topic) => topic === 'ticket',
  read({ body }) {
    const ticket = within(toldObject(body), 'ticket');
    const requester = within(ticket, 'requester');
    const reply = wordOf(ticket.latest_public_comment);
    const record = wordOf(requester.id);
    const changed = momentTold(ticket.updated_at);
    return {
      what: 'message',
      ticket: needed(ticket.id, 'ticket'),
      message: reply ? (changed?.toISOString() ?? 'comment') : 'description',
      text: reply ? plainText(reply) : writtenText(ticket.subject, plainText(wordOf(ticket.description) ?? '')),
      at: (reply ? changed : undefined) ?? neededMoment(ticket.created_at, 'of the ticket'),
      from: {
        identifiers: identifiersTold(requester),
        ...(record ? { record: { kind: 'contact', id: record } } : {}),
      },
    };
  },
};
