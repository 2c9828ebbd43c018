import { type HookNews, type HookRecord, type HookSender, HookUnreadable } from '../kit/hooks/hook-sender.js';
import { needed, neededMoment, type Told, toldList, toldObject, wordOf } from '../kit/hooks/told.js';

/** The type of contacts in subscriptions to objects of any type. */
const CONTACTS = '0-1';

/** https://developers.hubspot.com/docs/api/webhooks: events hold ids alone; who it is must be asked. */
const topics: Readonly<Record<string, (told: Told) => HookNews>> = {
  'contact.creation': (told) => contact(told, 'created'),
  'contact.restore': (told) => contact(told, 'restored'),
  'contact.deletion': (told) => contact(told, 'deleted'),
  'contact.merge': (told) => {
    const primary = needed(told.primaryObjectId ?? told.objectId, 'object');
    const merged: unknown[] = Array.isArray(told.mergedObjectIds) ? told.mergedObjectIds : [];
    const others = [told.newObjectId, ...merged].flatMap((id) => wordOf(id) ?? []).filter((id) => id !== primary);
    return {
      ...contact(told, 'merged'),
      record: { kind: 'contact', id: primary },
      others: [...new Set(others)].map((id): HookRecord => ({ kind: 'contact', id })),
    };
  },
  'contact.privacyDeletion': (told) => ({
    what: 'completed',
    records: [{ kind: 'contact', id: needed(told.objectId, 'object') }],
    at: neededMoment(told.occurredAt, 'of the event'),
  }),
};

/** https://developers.hubspot.com/docs/guides/apps/authentication/validating-requests */
export const hubspotHooks: HookSender = {
  name: 'hubspot',
  recipes: [
    {
      name: 'v3',
      scheme: 'hmac',
      signature: { header: 'x-hubspot-signature-v3', encoding: 'base64' },
      signed: ['method', 'uri', 'body', 'timestamp'],
      timestamp: { header: 'x-hubspot-request-timestamp', unit: 'milliseconds', withinSeconds: 300 },
      decodedInUri: ":/?@!$'()*,;",
    },
    {
      name: 'v2',
      scheme: 'digest',
      signature: { header: 'x-hubspot-signature', encoding: 'hex' },
      signed: ['secret', 'method', 'uri', 'body'],
      when: { header: 'x-hubspot-signature-version', is: 'v2' },
    },
    {
      name: 'v1',
      scheme: 'digest',
      signature: { header: 'x-hubspot-signature', encoding: 'hex' },
      signed: ['secret', 'body'],
      when: { header: 'x-hubspot-signature-version', is: 'v1' },
    },
  ],
  keyIsSigned: true,
  settings: { properties: {} },
  split: (delivery) =>
    toldList(delivery.body).map((told) => ({
      // `eventId` alone is not unique; `attemptNumber` differs with each repetition and is no part of the key.
      key: ['portalId', 'subscriptionId', 'eventId'].map((name) => needed(told[name], name)).join('/'),
      topic: topicOf(told),
      body: Buffer.from(JSON.stringify(told), 'utf8'),
    })),
  knows: (topic) => Object.hasOwn(topics, topic),
  read({ topic, body }) {
    const read = topics[topic];
    if (!read) throw new HookUnreadable('The topic is not known.');
    return read(toldObject(body));
  },
};

function topicOf(told: Told): string {
  const type = needed(told.subscriptionType, 'subscriptionType');
  return told.objectTypeId === CONTACTS ? type.replace(/^object\./, 'contact.') : type;
}

function contact(
  told: Told,
  change: 'created' | 'merged' | 'restored' | 'deleted',
): Extract<HookNews, { what: 'contact' }> {
  return {
    what: 'contact',
    change,
    record: { kind: 'contact', id: wordOf(told.objectId) ?? needed(told.primaryObjectId, 'object') },
    others: [],
    identifiers: [],
    at: neededMoment(told.occurredAt, 'of the event'),
  };
}
