import { type HookNews, type HookSender, HookUnreadable } from '../kit/hooks/hook-sender.js';
import { plainText } from '../kit/hooks/plain-text.js';
import {
  identifiersTold,
  isTold,
  needed,
  neededMoment,
  type Told,
  toldObject,
  within,
  wordOf,
  writtenText,
} from '../kit/hooks/told.js';

type Change = 'created' | 'merged' | 'restored' | 'deleted';

/** https://developers.intercom.com/docs/webhooks/webhook-topics */
const contacts: Readonly<Record<string, Change>> = {
  'user.created': 'created',
  'contact.created': 'created',
  'contact.user.created': 'created',
  'contact.lead.created': 'created',
  'contact.merged': 'merged',
  'contact.unarchived': 'restored',
  'contact.archived': 'deleted',
  'contact.deleted': 'deleted',
  'user.deleted': 'deleted',
};
const FIRST = 'conversation.user.created';
const REPLIED = 'conversation.user.replied';

export const intercomHooks: HookSender = {
  name: 'intercom',
  // SHA-1 is the sender's choice. Forging an HMAC needs more than collisions of its hash.
  recipes: [
    {
      name: 'signed',
      scheme: 'hmac',
      algorithm: 'sha1',
      signature: { header: 'x-hub-signature', mark: 'sha1=', encoding: 'hex' },
    },
  ],
  keyIsSigned: true,
  settings: { properties: {} },
  split(delivery) {
    const told = toldObject(delivery.body);
    // What the sender sends to try the address has no name of its own.
    const topic = needed(told.topic, 'topic');
    return [{ key: wordOf(told.id) ?? `${topic}/${wordOf(told.created_at) ?? ''}`, topic, body: delivery.body }];
  },
  knows: (topic) => topic === FIRST || topic === REPLIED || Object.hasOwn(contacts, topic),
  read({ topic, body }) {
    const told = toldObject(body);
    const item = within(told, 'data', 'item');
    if (topic === FIRST) return first(item);
    if (topic === REPLIED) return reply(item);
    const change = contacts[topic];
    if (!change) throw new HookUnreadable('The topic is not known.');
    return contact(told, item, change);
  },
};

function first(item: Told): HookNews | null {
  const source = within(item, 'source');
  return message(item, source, {
    message: 'description',
    at: item.created_at,
    text: writtenText(plainText(wordOf(source.subject) ?? ''), plainText(wordOf(source.body) ?? '')),
  });
}

/** The parts that came with the event; the newest of them that she wrote. */
function reply(item: Told): HookNews | null {
  const { conversation_parts: list } = within(item, 'conversation_parts');
  const hers = (Array.isArray(list) ? list : []).filter(isTold).filter((part) => isHers(within(part, 'author')));
  const part = hers.at(-1);
  if (!part) return null;
  return message(item, part, {
    message: needed(part.id, 'part'),
    at: part.created_at,
    text: plainText(wordOf(part.body) ?? ''),
  });
}

const isHers = (author: Told): boolean => ['user', 'lead', 'contact'].includes(wordOf(author.type) ?? '');

function message(item: Told, part: Told, said: { message: string; at: unknown; text: string }): HookNews | null {
  const author = within(part, 'author');
  if (!isHers(author)) return null;
  const id = wordOf(author.id);
  return {
    what: 'message',
    ticket: needed(item.id, 'conversation'),
    message: said.message,
    text: said.text,
    at: neededMoment(said.at, 'of the message'),
    from: { identifiers: identifiersTold(author), ...(id ? { record: { kind: 'contact', id } } : {}) },
  };
}

function contact(told: Told, item: Told, change: Change): HookNews {
  const other = wordOf(within(item, 'into').id) ?? wordOf(item.merged_into);
  return {
    what: 'contact',
    change,
    record: { kind: 'contact', id: needed(item.id, 'contact') },
    others: other ? [{ kind: 'contact', id: other }] : [],
    identifiers: identifiersTold(item),
    at: neededMoment(told.created_at, 'of the notification'),
  };
}
