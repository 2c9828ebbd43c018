import { hookSender } from '../../src/connectors/hook-senders.js';
import type { HookNews, HookSettings } from '../../src/connectors/kit/hooks/hook-sender.js';
import { plainText } from '../../src/connectors/kit/hooks/plain-text.js';

const RECEIVED = new Date('2026-03-02T10:00:00Z');

/** Takes a delivery apart and reads each piece, as the service does. */
function understood(
  name: string,
  body: unknown,
  { headers = {}, settings = {} }: { headers?: Record<string, string>; settings?: HookSettings } = {},
): { key: string; topic: string; news: HookNews | null | 'unknown' }[] {
  const sender = hookSender(name)!;
  const delivery = {
    method: 'POST',
    uri: 'https://habeas.example/v1/hooks/x',
    headers,
    body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
    receivedAt: RECEIVED,
  };
  return sender.split(delivery, settings).map((piece) => ({
    key: piece.key,
    topic: piece.topic,
    news: sender.knows(piece.topic, settings) ? sender.read(piece, settings) : 'unknown',
  }));
}

const news = (...given: Parameters<typeof understood>): (HookNews | null | 'unknown')[] =>
  understood(...given).map((one) => one.news);

describe('Zendesk', () => {
  it('by a trigger, with the template of the guide', () => {
    const template = {
      ticket: {
        id: '35436',
        created_at: '2026-03-01T08:00:00Z',
        updated_at: '2026-03-02T09:00:00Z',
        locale: 'de',
        subject: 'Frage',
        description: 'Erste Nachricht',
        requester: { id: '71', email: 'a@example.org' },
        comment: {
          id: '9',
          text: 'Bitte löschen Sie mich.',
          created_at: '2026-03-02T09:00:00Z',
          author: { role: 'end-user' },
        },
      },
    };
    expect(understood('zendesk', template)).toEqual([
      {
        key: '35436/9',
        topic: 'trigger:ticket',
        news: {
          what: 'message',
          ticket: '35436',
          message: '9',
          text: 'Frage\n\nBitte löschen Sie mich.',
          at: new Date('2026-03-02T09:00:00Z'),
          locale: 'de',
          from: { identifiers: [{ kind: 'email', value: 'a@example.org' }], record: { kind: 'user', id: '71' } },
        },
      },
    ]);
    const byAgent = {
      ticket: { ...template.ticket, comment: { ...template.ticket.comment, author: { role: 'agent' } } },
    };
    expect(news('zendesk', byAgent)).toEqual([null]);
    const fresh = { ticket: { ...template.ticket, comment: { id: '', text: '', created_at: '' } } };
    expect(news('zendesk', fresh)).toMatchObject([
      { message: 'description', text: 'Frage\n\nErste Nachricht', at: new Date('2026-03-01T08:00:00Z') },
    ]);
  });

  it('a chat message', () => {
    const body = {
      id: '01J',
      type: 'zen:event-type:messaging_ticket.message_added',
      time: '2026-02-11T14:32:05.254571515Z',
      detail: { id: '141' },
      event: { actor: { id: '7', type: 'end_user' }, message: { id: 'm1', body: 'Hi there' } },
    };
    expect(news('zendesk', body)).toMatchObject([{ what: 'message', ticket: '141', message: 'm1', text: 'Hi there' }]);
    expect(news('zendesk', { ...body, event: { ...body.event, actor: { type: 'agent' } } })).toEqual([null]);
  });
});

describe('HubSpot', () => {
  const event = (more: object) => ({
    eventId: 1,
    subscriptionId: 2,
    portalId: 3,
    occurredAt: 1_564_113_600_000,
    attemptNumber: 0,
    objectId: 123,
    ...more,
  });

  it('tells contacts by their ids, and merges with all of them', () => {
    expect(
      understood('hubspot', [
        event({ subscriptionType: 'contact.creation' }),
        event({ subscriptionType: 'object.restore', objectTypeId: '0-1', eventId: 2 }),
        event({ subscriptionType: 'object.creation', objectTypeId: '0-2', eventId: 3 }),
        event({ subscriptionType: 'contact.privacyDeletion', eventId: 4 }),
        event({
          subscriptionType: 'contact.merge',
          eventId: 5,
          primaryObjectId: 123,
          mergedObjectIds: [124, 125],
          newObjectId: 126,
        }),
      ]),
    ).toMatchObject([
      { key: '3/2/1', topic: 'contact.creation', news: { what: 'contact', change: 'created', record: { id: '123' } } },
      { key: '3/2/2', news: { what: 'contact', change: 'restored' } },
      { topic: 'object.creation', news: 'unknown' },
      { news: { what: 'completed', records: [{ kind: 'contact', id: '123' }] } },
      {
        news: {
          change: 'merged',
          record: { id: '123' },
          others: [{ id: '126' }, { id: '124' }, { id: '125' }],
          at: new Date(1_564_113_600_000),
        },
      },
    ]);
  });
});

it('Freshdesk, with the template of the guide: text from its HTML, a key from ticket and change', () => {
  const ticket = {
    id: 17,
    created_at: '2026-03-01T08:00:00Z',
    updated_at: '2026-03-01T09:00:00Z',
    subject: 'Auskunft',
    description: '<div>Bitte schicken Sie mir<br>meine <b>Daten</b>.</div>',
    requester: { id: 5, email: 'a@example.org' },
  };
  expect(understood('freshdesk', { ticket })).toMatchObject([
    {
      key: '17/2026-03-01T09:00:00Z',
      news: {
        message: 'description',
        text: 'Auskunft\n\nBitte schicken Sie mir\nmeine Daten.',
        at: new Date('2026-03-01T08:00:00Z'),
      },
    },
  ]);
  const reply = { ...ticket, latest_public_comment: '<p>Und löschen Sie alles.</p>' };
  expect(news('freshdesk', { ticket: reply })).toMatchObject([
    { message: '2026-03-01T09:00:00.000Z', text: 'Und löschen Sie alles.', at: new Date('2026-03-01T09:00:00Z') },
  ]);
});

it('Intercom: conversations by whoever is no member of staff, and contacts', () => {
  const author = { type: 'user', id: '530370b477ad7120001d', email: 'a@example.org' };
  const part = (id: string, by: object, body: string) => ({ id, author: by, body, created_at: 1_770_000_100 });
  const conversation = (topic: string, item: object) => ({
    type: 'notification_event',
    id: `notif_${topic}`,
    topic,
    created_at: 1_770_000_000,
    data: { type: 'notification_event_data', item },
  });
  expect(
    news(
      'intercom',
      conversation('conversation.user.created', {
        id: '5',
        created_at: 1_770_000_000,
        source: { subject: '', body: '<p>What do you <i>know</i> about me?</p>', author },
      }),
    ),
  ).toMatchObject([
    {
      ticket: '5',
      message: 'description',
      text: 'What do you know about me?',
      at: new Date(1_770_000_000_000),
      from: { record: { kind: 'contact', id: author.id } },
    },
  ]);
  const parts = [part('1', author, '<p>Erase me</p>'), part('2', { type: 'admin', id: 'x' }, '<p>Sure</p>')];
  expect(
    news(
      'intercom',
      conversation('conversation.user.replied', { id: '5', conversation_parts: { conversation_parts: parts } }),
    ),
  ).toMatchObject([{ message: '1', text: 'Erase me' }]);
  expect(news('intercom', conversation('contact.archived', { id: '9' }))).toMatchObject([
    { what: 'contact', change: 'deleted', record: { id: '9' } },
  ]);
  expect(news('intercom', conversation('conversation.admin.replied', { id: '5' }))).toEqual(['unknown']);
});

it('Jira: issues and the comments of whoever reported them', () => {
  const issue = {
    id: '10',
    key: 'DSR-1',
    fields: {
      summary: 'Data',
      description: 'All of it',
      created: '2026-03-01T09:00:00.000+0100',
      reporter: { accountId: 'a1' },
    },
  };
  const created = { timestamp: 1_770_000_000_000, webhookEvent: 'jira:issue_created', issue };
  expect(news('jira', created)).toMatchObject([
    {
      ticket: 'DSR-1',
      text: 'Data\n\nAll of it',
      at: new Date('2026-03-01T08:00:00Z'),
      from: { record: { id: 'a1' } },
    },
  ]);
  const comment = (accountId: string, more: object = {}) => ({
    timestamp: 1_770_000_000_000,
    webhookEvent: 'comment_created',
    issue,
    comment: { id: '7', body: 'And erase it', created: '2026-03-02T09:00:00.000+0000', author: { accountId }, ...more },
  });
  expect(news('jira', comment('a1'))).toMatchObject([{ message: '7' }]);
  expect(news('jira', comment('agent'))).toEqual([null]);
  expect(news('jira', comment('agent', { author: { accountId: 'c', accountType: 'customer' } }))).toMatchObject([
    { message: '7' },
  ]);
  expect(news('jira', comment('a1', { jsdPublic: false }))).toEqual([null]);
});

describe('Shopify', () => {
  const customer = { id: 191167, email: 'john@example.com', phone: '+49 40 1234567' };
  const shop = { shop_id: 954889, shop_domain: 'nordlicht.myshopify.com' };
  const send = (topic: string, body: object) =>
    understood('shopify', body, {
      headers: {
        'x-shopify-topic': topic,
        'x-shopify-webhook-id': 'w1',
        'x-shopify-triggered-at': '2026-03-01T10:00:00Z',
      },
      settings: { customerId: 'customer_id' },
    });

  it('the three mandatory topics', () => {
    expect(
      send('customers/data_request', { ...shop, customer, orders_requested: [1], data_request: { id: 9999 } }),
    ).toMatchObject([
      {
        key: 'w1',
        news: {
          what: 'asked',
          right: 'access',
          identifiers: [
            { kind: 'email', value: 'john@example.com' },
            { kind: 'phone', value: '+49 40 1234567' },
            { kind: 'customer_id', value: '191167' },
          ],
          at: new Date('2026-03-01T10:00:00Z'),
        },
      },
    ]);
    expect(send('customers/redact', { ...shop, customer, orders_to_redact: [1] })).toMatchObject([
      { news: { what: 'asked', right: 'erasure' } },
    ]);
    expect(send('shop/redact', shop)).toMatchObject([{ news: { what: 'account-ends', account: shop.shop_domain } }]);
  });

  it('cannot be made to erase whom it should only tell: the topic is not signed, the body decides', () => {
    const request = { ...shop, customer, orders_requested: [], data_request: { id: 1 } };
    expect(() => send('customers/redact', request)).toThrow('not what the topic says');
    expect(() => send('shop/redact', request)).toThrow('not what the topic says');
    expect(() => send('customers/data_request', { ...shop, customer, orders_to_redact: [] })).toThrow(
      'not what the topic says',
    );
  });

  it('is not believed about a moment long past or yet to come', () => {
    for (const at of ['2020-01-01T00:00:00Z', '2030-01-01T00:00:00Z', 'nonsense']) {
      const [told] = understood('shopify', shop, {
        headers: { 'x-shopify-topic': 'shop/redact', 'x-shopify-webhook-id': 'w', 'x-shopify-triggered-at': at },
      });
      expect(told!.news).toMatchObject({ at: RECEIVED });
    }
  });
});

it('Stripe: customers and finished redactions', () => {
  const job = { id: 'prj_1', objects: { customers: ['cus_1', 'cus_2'] }, status: 'succeeded' };
  const event = (type: string, object: object) => ({ id: 'evt_1', type, created: 1_770_000_000, data: { object } });
  expect(news('stripe', event('privacy.redaction_job.succeeded', job))).toMatchObject([
    { what: 'completed', records: [{ id: 'cus_1' }, { id: 'cus_2' }] },
  ]);
  expect(news('stripe', event('customer.created', { id: 'cus_1', email: 'a@example.org' }))).toMatchObject([
    { what: 'contact', change: 'created', identifiers: [{ kind: 'email', value: 'a@example.org' }] },
  ]);
});

it('Segment: who is identified, and nobody without an id', () => {
  const identify = {
    type: 'identify',
    messageId: 'm',
    timestamp: '2026-03-01T10:00:00.000Z',
    traits: { email: 'a@example.org' },
  };
  expect(news('segment', { ...identify, userId: 'u1' })).toMatchObject([{ what: 'contact', record: { id: 'u1' } }]);
  expect(news('segment', { ...identify, anonymousId: 'x' })).toEqual([null]);
});

it('Salesforce: cases and contacts as they stand now', () => {
  const envelope = (type: string, fields: Record<string, string>) => `<?xml version="1.0" encoding="UTF-8"?>
<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>
 <notifications xmlns="http://soap.sforce.com/2005/09/outbound"><OrganizationId>00D000000000001AAA</OrganizationId>
  <Notification><Id>04l000000000001</Id><sObject xsi:type="sf:${type}" xmlns:sf="urn:sobject.enterprise.soap.sforce.com">
   ${Object.entries(fields)
     .map(([name, value]) => `<sf:${name}>${value}</sf:${name}>`)
     .join('')}
  </sObject></Notification></notifications></soapenv:Body></soapenv:Envelope>`;
  const settings = { organizationId: '00D000000000001AAA' };
  const told = (type: string, fields: Record<string, string>) =>
    news('salesforce', envelope(type, fields), { settings });
  expect(
    told('Case', {
      Id: '5003',
      CreatedDate: '2026-03-01T10:00:00.000Z',
      Subject: 'Data &amp; rights',
      Description: 'M&#252;ller &lt;mine&gt;',
      SuppliedEmail: 'a@example.org',
      ContactId: '0033',
    }),
  ).toEqual([
    {
      what: 'message',
      ticket: '5003',
      message: 'description',
      text: 'Data & rights\n\nMüller <mine>',
      at: new Date('2026-03-01T10:00:00Z'),
      from: { identifiers: [{ kind: 'email', value: 'a@example.org' }], record: { kind: 'contact', id: '0033' } },
    },
  ]);
  const dates = { CreatedDate: '2026-03-01T10:00:00.000Z', LastModifiedDate: '2026-03-01T10:00:01.000Z' };
  expect(told('Contact', { Id: '1', ...dates })).toMatchObject([{ change: 'created' }]);
  expect(told('Contact', { Id: '1', ...dates, IsDeleted: 'true' })).toMatchObject([{ change: 'deleted' }]);
  expect(told('Contact', { Id: '1', ...dates, MasterRecordId: '2' })).toMatchObject([
    { change: 'merged', others: [{ id: '2' }] },
  ]);
  expect(told('Lead', { Id: '1', ...dates, LastModifiedDate: '2026-04-01T10:00:00.000Z' })).toMatchObject([
    { change: 'restored' },
  ]);
  expect(() => news('salesforce', envelope('Case', {}))).toThrow('organisation in the settings');
});

describe('senders whose bodies are their owner’s own', () => {
  const neutral = {
    id: 'e1',
    type: 'message.received',
    timestamp: '2026-03-01T10:00:00Z',
    data: { ticket: 'T-1', text: 'My data, please', email: 'a@example.org', record: { kind: 'contact', id: 7 } },
  };

  it('write for us', () => {
    expect(understood('standard-webhooks', neutral, { headers: { 'webhook-id': 'msg_1' } })).toMatchObject([
      { key: 'msg_1', news: { what: 'message', ticket: 'T-1', from: { record: { kind: 'contact', id: '7' } } } },
    ]);
    const asked = {
      ...neutral,
      type: 'rights.requested',
      data: { right: 'erasure', identifiers: [{ kind: 'customer_id', value: 17 }] },
    };
    expect(news('hub-signature', asked, { headers: { 'x-github-delivery': 'd' } })).toMatchObject([
      { what: 'asked', right: 'erasure', identifiers: [{ kind: 'customer_id', value: '17' }] },
    ]);
  });

  it('or are translated by their settings', () => {
    const settings = {
      topics: { 'customer.merged': 'contact.merged' },
      fields: {
        topic: '/event',
        key: '/meta/id',
        at: '/meta/ts',
        record: '/customer/no',
        others: '/customer/old',
        email: '/customer/mails/0',
      },
    };
    const body = {
      event: 'customer.merged',
      meta: { id: 'x', ts: 1_770_000_000 },
      customer: { no: 17, old: [18, 19], mails: ['a@example.org'] },
    };
    expect(understood('generic', body, { settings })).toMatchObject([
      {
        key: 'x',
        topic: 'customer.merged',
        news: {
          change: 'merged',
          record: { id: '17' },
          others: [{ id: '18' }, { id: '19' }],
          identifiers: [{ kind: 'email', value: 'a@example.org' }],
          at: new Date(1_770_000_000_000),
        },
      },
    ]);
  });

  it('never start a clock at a moment that nobody said', () => {
    expect(() => news('standard-webhooks', { ...neutral, timestamp: undefined })).toThrow('no moment');
    expect(() => news('standard-webhooks', { ...neutral, timestamp: '2026-03-01T10:00:00' })).toThrow('no moment');
  });
});

it.each([
  ['<p>a&nbsp;&amp;&#252;&szlig;</p>', 'a &üß'],
  ['a<br/>b<br>c', 'a\nb\nc'],
  ['<script>x</script>y', 'xy'],
  ['1 < 2', '1 < 2'],
  ['&#0;&#xD800;&unknown;', '&unknown;'],
  [`${'<'.repeat(50_000)}x`, `${'<'.repeat(50_000)}x`],
])('reads the words of %s', (html, words) => {
  expect(plainText(html)).toBe(words);
});
