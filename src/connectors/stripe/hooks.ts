import { type HookNews, type HookRecord, type HookSender, HookUnreadable } from '../kit/hooks/hook-sender.js';
import { identifiersTold, needed, neededMoment, type Told, toldObject, within, wordOf } from '../kit/hooks/told.js';

const topics: Readonly<Record<string, (told: Told) => HookNews>> = {
  'customer.created': (told) => customer(told, 'created'),
  'customer.deleted': (told) => customer(told, 'deleted'),
  // A public preview: the topic stands in the vendor's libraries, the job in its reference.
  'privacy.redaction_job.succeeded': (told) => {
    const { customers } = within(told, 'data', 'object', 'objects');
    const ids: unknown[] = Array.isArray(customers) ? customers : [];
    return {
      what: 'completed',
      records: ids.flatMap((id) => wordOf(id) ?? []).map((id): HookRecord => ({ kind: 'customer', id })),
      at: neededMoment(told.created, 'of the event'),
    };
  },
};

export const stripeHooks: HookSender = {
  name: 'stripe',
  // https://docs.stripe.com/webhooks#verify-manually: only `v1` counts, `v0` is for tests of the vendor's.
  recipes: [
    {
      name: 'signed',
      scheme: 'hmac',
      signature: { header: 'stripe-signature', list: 'commas', mark: 'v1=', encoding: 'hex' },
      signed: ['timestamp', { text: '.' }, 'body'],
      timestamp: { header: 'stripe-signature', mark: 't=', unit: 'seconds', withinSeconds: 300 },
    },
  ],
  keyIsSigned: true,
  settings: { properties: {} },
  split(delivery) {
    const told = toldObject(delivery.body);
    return [{ key: needed(told.id, 'id'), topic: needed(told.type, 'type'), body: delivery.body }];
  },
  knows: (topic) => Object.hasOwn(topics, topic),
  read({ topic, body }) {
    const read = topics[topic];
    if (!read) throw new HookUnreadable('The topic is not known.');
    return read(toldObject(body));
  },
};

function customer(told: Told, change: 'created' | 'deleted'): HookNews {
  const object = within(told, 'data', 'object');
  return {
    what: 'contact',
    change,
    record: { kind: 'customer', id: needed(object.id, 'customer') },
    others: [],
    identifiers: identifiersTold(object),
    at: neededMoment(told.created, 'of the event'),
  };
}
