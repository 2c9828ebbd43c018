import type { Identifier } from '../kit/contract.js';
import { type HookNews, type HookRecord, type HookSettings, HookUnreadable } from '../kit/hooks/hook-sender.js';
import { isTold, needed, neededMoment, type Told, wordOf } from '../kit/hooks/told.js';

/** The topics of senders who write for us; others are translated by the setting `topics`. */
export const NEUTRAL_TOPICS = [
  'message.received',
  'contact.created',
  'contact.merged',
  'contact.restored',
  'contact.deleted',
  'erasure.completed',
  'rights.requested',
] as const;
export type NeutralTopic = (typeof NEUTRAL_TOPICS)[number];

/** What is read from a body, and where it stands unless the setting `fields` names another place (RFC 6901). */
const PLACES = {
  key: '/id',
  topic: '/type',
  at: '/timestamp',
  ticket: '/data/ticket',
  message: '/data/message',
  text: '/data/text',
  subject: '/data/subject',
  locale: '/data/locale',
  email: '/data/email',
  phone: '/data/phone',
  identifiers: '/data/identifiers',
  record: '/data/record',
  others: '/data/others',
  right: '/data/right',
} as const;
export type Place = keyof typeof PLACES;
export const PLACE_NAMES = Object.keys(PLACES) as Place[];

/** The value at a place, by the source's settings. */
export function at(told: Told, place: Place, settings: HookSettings): unknown {
  const fields = isTold(settings.fields) ? settings.fields : {};
  const pointer = wordOf(fields[place]) ?? PLACES[place];
  let value: unknown = told;
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (Array.isArray(value)) value = (value as unknown[])[Number(name)];
    else value = isTold(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  }
  return value;
}

/** The neutral topic that a sender's own word stands for. */
export function neutralTopic(word: string, settings: HookSettings): NeutralTopic | null {
  const topics = isTold(settings.topics) ? settings.topics : {};
  const meant = Object.hasOwn(topics, word) ? topics[word] : word;
  return NEUTRAL_TOPICS.find((topic) => topic === meant) ?? null;
}

/** What a body says. @throws HookUnreadable */
export function neutralNews(topic: NeutralTopic, told: Told, settings: HookSettings): HookNews {
  const of = (place: Place): unknown => at(told, place, settings);
  const when = neededMoment(of('at'), 'of the event');
  switch (topic) {
    case 'message.received': {
      const locale = wordOf(of('locale'));
      const record = recordOf(of('record'), 'contact');
      return {
        what: 'message',
        ticket: needed(of('ticket'), 'ticket'),
        message: wordOf(of('message')) ?? 'description',
        text: [of('subject'), of('text')].flatMap((part) => wordOf(part) ?? []).join('\n\n'),
        at: when,
        ...(locale ? { locale } : {}),
        from: { identifiers: identifiersOf(told, settings), ...(record ? { record } : {}) },
      };
    }
    case 'erasure.completed':
      return { what: 'completed', records: recordsOf(of('record')), at: when };
    case 'rights.requested':
      return {
        what: 'asked',
        right: needed(of('right'), 'right'),
        identifiers: identifiersOf(told, settings),
        at: when,
      };
    case 'contact.created':
    case 'contact.merged':
    case 'contact.restored':
    case 'contact.deleted': {
      const record = recordOf(of('record'), 'contact');
      if (!record) throw new HookUnreadable('There is no record.');
      const change = topic.slice('contact.'.length) as 'created' | 'merged' | 'restored' | 'deleted';
      return {
        what: 'contact',
        change,
        record,
        others: recordsOf(of('others')),
        identifiers: identifiersOf(told, settings),
        at: when,
      };
    }
  }
}

function identifiersOf(told: Told, settings: HookSettings): Identifier[] {
  const list = at(told, 'identifiers', settings);
  const named = (Array.isArray(list) ? list : []).filter(isTold).flatMap(({ kind, value }) => {
    const [name, text] = [wordOf(kind), wordOf(value)];
    return name && text ? [{ kind: name, value: text }] : [];
  });
  const usual = (['email', 'phone'] as const).flatMap((kind) => {
    const value = wordOf(at(told, kind, settings));
    return value ? [{ kind, value }] : [];
  });
  return [...usual, ...named];
}

function recordsOf(value: unknown): HookRecord[] {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.flatMap((one) => recordOf(one, 'contact') ?? []);
}

/** `{ "kind": "contact", "id": "17" }`, or the id alone. */
function recordOf(value: unknown, kind: string): HookRecord | null {
  const id = wordOf(isTold(value) ? value.id : value);
  if (!id) return null;
  return { kind: (isTold(value) ? wordOf(value.kind) : undefined) ?? kind, id };
}
