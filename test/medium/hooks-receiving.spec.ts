import { request } from 'node:http';
import { HooksHouse } from '../kit/hooks/hooks-house.js';
import { type SignerName, SLACK_LIKE } from '../kit/hooks/signing.js';

const SECRET = 'a-secret-of-the-sender';
const WHSEC = `whsec_${Buffer.from('thirty-two bytes of a signing key').toString('base64')}`;
const ORGANISATION = '00D000000000001AAA';

const soap = (notifications: string, organisation = ORGANISATION): string =>
  `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body><notifications xmlns="http://soap.sforce.com/2005/09/outbound"><OrganizationId>${organisation}</OrganizationId><ActionId>04k</ActionId><SessionId xsi:nil="true"/><EnterpriseUrl>https://x</EnterpriseUrl><PartnerUrl>https://x</PartnerUrl>${notifications}</notifications></soapenv:Body></soapenv:Envelope>`;
const notification = (id: string, subject = 'Hello'): string =>
  `<Notification><Id>${id}</Id><sObject xsi:type="sf:Account" xmlns:sf="urn:sobject.enterprise.soap.sforce.com"><sf:Id>5001</sf:Id><sf:Subject>${subject}</sf:Subject></sObject></Notification>`;

/** Deliveries about which nothing is to be done, one for each sender. */
const bodies: Partial<Record<SignerName, object>> = {
  zendesk: {
    id: 'evt-1',
    type: 'zen:event-type:organization.created',
    detail: { id: '1' },
    time: '2026-01-08T10:12:07Z',
  },
  'hubspot-v3': [{ eventId: 1, subscriptionId: 2, portalId: 3, subscriptionType: 'deal.creation', objectId: 4 }],
  'hubspot-v2': [{ eventId: 2, subscriptionId: 2, portalId: 3, subscriptionType: 'deal.creation', objectId: 4 }],
  'hubspot-v1': [{ eventId: 3, subscriptionId: 2, portalId: 3, subscriptionType: 'deal.creation', objectId: 4 }],
  intercom: { type: 'notification_event', id: 'notif_1', topic: 'ping', data: { item: {} } },
  jira: { timestamp: 1, webhookEvent: 'board_created', board: { id: 1 } },
  shopify: { id: 1, note: 'an order' },
  stripe: { id: 'evt_1', type: 'charge.succeeded', created: 1 },
  segment: { messageId: 'm1', type: 'track', event: 'Clicked' },
  'standard-webhooks': { type: 'invoice.paid', timestamp: '2026-01-08T10:12:07Z', data: {} },
  svix: { type: 'invoice.paid', timestamp: '2026-01-08T10:12:07Z', data: { other: 1 } },
  'hub-signature': { type: 'push', ref: 'main' },
  generic: { type: 'reaction_added', id: 'Ev1' },
};

describe('webhooks that arrive', () => {
  let house: HooksHouse;
  const sourceFor = (signer: SignerName): Promise<string> =>
    house.source(signer, {
      secret: signer === 'svix' || signer === 'standard-webhooks' ? WHSEC : SECRET,
      settings: signer === 'generic' ? SLACK_LIKE : {},
    });
  const headersOf = (signer: SignerName): Record<string, string> =>
    signer === 'shopify' ? { 'x-shopify-topic': 'orders/create' } : {};
  const events = (source: string) =>
    house.sql<{ topic: string; state: string; body: Buffer | null }>(
      `SELECT topic, state, body FROM hook_event WHERE source_id = $1 ORDER BY id`,
      [source],
    );

  beforeAll(async () => {
    house = await HooksHouse.open({ environment: { WORKERS: 'false' } });
  });
  afterAll(() => house.close());

  it.each(Object.keys(bodies) as SignerName[])('%s: once, then known, and never unsigned', async (signer) => {
    const source = await sourceFor(signer);
    const body = bodies[signer]!;
    const headers = headersOf(signer);
    const first = await house.send(signer, source, body, { id: 'delivery-1', headers });
    expect([first.status, first.text]).toEqual([200, '{"accepted":1,"known":0}']);
    const again = await house.send(signer, source, body, { id: 'delivery-1', headers });
    expect([again.status, again.text]).toEqual([200, '{"accepted":0,"known":1}']);
    const forged = await house.send(signer, source, body, { id: 'delivery-2', headers, secret: `${SECRET}!AAA` });
    expect(forged.status).toBe(401);
    expect(forged.text).toContain('"code":"hook-refused"');
    const bare = await house.post(source, JSON.stringify(body), { 'content-type': 'application/json', ...headers });
    expect(bare.status).toBe(401);
    // The topic is kept, what nobody reads is not.
    expect(await events(source)).toEqual([{ topic: expect.any(String), state: 'ignored', body: null }]);
  });

  it('takes no copy of signed bytes for news, whatever name is written beside them', async () => {
    const unsignedNames: SignerName[] = ['jira', 'shopify', 'hub-signature'];
    for (const signer of unsignedNames) {
      const source = await sourceFor(signer);
      const headers = headersOf(signer);
      expect((await house.send(signer, source, bodies[signer], { id: 'one', headers })).text).toContain('"accepted":1');
      expect((await house.send(signer, source, bodies[signer], { id: 'two', headers })).text).toContain('"accepted":0');
    }
  });

  it('takes every piece of a delivery once, also those that came in another one', async () => {
    const source = await sourceFor('hubspot-v3');
    const piece = (eventId: number) => ({
      eventId,
      subscriptionId: 1,
      portalId: 1,
      subscriptionType: 'contact.creation',
      objectId: eventId,
      occurredAt: Date.now(),
      attemptNumber: 0,
    });
    expect((await house.send('hubspot-v3', source, [piece(1), piece(2)])).text).toBe('{"accepted":2,"known":0}');
    const repeated = [{ ...piece(2), attemptNumber: 3 }, piece(3), piece(3)];
    expect((await house.send('hubspot-v3', source, repeated)).text).toBe('{"accepted":1,"known":2}');
    const stored = await events(source);
    expect(stored.map(({ state }) => state)).toEqual(['waiting', 'waiting', 'waiting']);
    // Sealed: nothing of it can be read in the database.
    expect(stored.every(({ body }) => body !== null && !body.includes('contact'))).toBe(true);
  });

  it('writes a rush of the same deliveries once', async () => {
    const source = await sourceFor('stripe');
    const one = (n: number) =>
      house.send('stripe', source, { id: `evt_${n % 7}`, type: 'customer.created', created: 1 });
    const answers = await Promise.all(Array.from({ length: 60 }, (_, n) => one(n)));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect(answers.filter(({ text }) => text.includes('"accepted":1'))).toHaveLength(7);
    expect(await events(source)).toHaveLength(7);
    const [woken] = await house.sql<{ wakes: number }>(
      `SELECT count(*)::int AS wakes FROM (SELECT subject FROM outbox UNION SELECT subject FROM wake) w WHERE subject = $1`,
      [source],
    );
    expect(woken!.wakes).toBe(1);
  });

  it('Salesforce: acknowledges in its own words, and only its own organisation', async () => {
    const source = await house.source('generic', { secret: SECRET, settings: SLACK_LIKE }).then(async () => {
      const { body } = await house.engineer.post<{ id: string }>('/v1/hook-sources', {
        controller: 'alpha',
        name: 'Salesforce',
        sender: 'salesforce',
        settings: { organizationId: ORGANISATION },
      });
      return body.id;
    });
    const { sources } = (await house.engineer.get<{ sources: { id: string; url: string }[] }>('/v1/hook-sources')).body;
    const path = new URL(sources.find(({ id }) => id === source)!.url).pathname;
    const post = (body: string | Buffer) =>
      fetch(`${house.service.url}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: '""', accept: 'text/xml, multipart/related' },
        body,
      });
    const taken = await post(soap(notification('04l1') + notification('04l2')));
    expect(taken.status).toBe(200);
    expect(taken.headers.get('content-type')).toMatch(/^text\/xml/);
    expect(await taken.text()).toContain('<Ack>true</Ack>');
    expect((await post(soap(notification('04l2') + notification('04l1')))).status).toBe(200);
    expect(await events(source)).toHaveLength(2);

    expect((await post(soap(notification('04l3'), '00D000000000002AAA'))).status).toBe(401);
    const entity = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>`;
    for (const hostile of [
      soap(notification('04l4')).replace('?>', `?>${entity}`).replace('Hello', '&b;'),
      soap(notification('04l5', '&c;')),
      soap(notification('04l6', '<![CDATA[x]]>')),
      soap(notification('04l7')).replace('</soapenv:Body>', ''),
      soap(notification('04l8')).replace('</Id>', '</id>'),
      soap(notification('04l9', `<a>`.repeat(50) + `</a>`.repeat(50))),
      soap(notification('04la')).slice(0, -20),
      Buffer.concat([Buffer.from(soap(notification('04lb'))), Buffer.from([0xff])]),
    ])
      expect((await post(hostile)).status).toBe(422);
    expect(await events(source)).toHaveLength(2);
  });

  it('answers a genuine delivery that cannot be read so that its sender sees it', async () => {
    const source = await sourceFor('zendesk');
    for (const body of [
      '',
      'not JSON',
      '[1]',
      '{"type":"zen:event-type:ticket.created"}',
      '{"__proto__":{"id":1},"id":"1"}',
    ])
      expect((await house.send('zendesk', source, body)).status).toBe(422);
    expect(await events(source)).toEqual([]);
  });

  it('takes a megabyte and no more', async () => {
    const source = await sourceFor('intercom');
    const sized = (bytes: number) => ({ id: `notif_${bytes}`, topic: 'ping', data: 'x'.repeat(bytes) });
    expect((await house.send('intercom', source, sized(1_000_000))).status).toBe(200);
    expect((await house.send('intercom', source, sized(1_100_000))).status).toBe(413);
  });

  it('believes no header that comes twice', async () => {
    const source = await sourceFor('freshdesk');
    const { hostname, port } = new URL(house.service.url);
    const status = await new Promise<number>((resolve, reject) => {
      const sent = request(
        {
          hostname,
          port,
          method: 'POST',
          path: new URL(house.urlOf(source)).pathname,
          headers: [
            'content-type',
            'application/json',
            'x-habeas-secret',
            SECRET,
            'x-habeas-secret',
            'other',
            'host',
            hostname,
          ],
        },
        (answer) => {
          answer.resume();
          resolve(answer.statusCode ?? 0);
        },
      );
      sent.on('error', reject);
      sent.end('{"ticket":{"id":1,"updated_at":"2026-01-01T00:00:00Z"}}');
    });
    expect(status).toBe(401);
  });

  describe('whoever does not know the path', () => {
    it('learns nothing', async () => {
      const source = await sourceFor('stripe');
      const nowhere = await fetch(`${house.service.url}/v1/hooks/${'A'.repeat(32)}`, { method: 'POST', body: '{}' });
      const strange = await fetch(`${house.service.url}/v1/hooks/${source}`, { method: 'POST', body: '{}' });
      expect([nowhere.status, strange.status]).toEqual([404, 404]);
    });

    it('is stopped after a while, and keeps nobody else from sending', async () => {
      const source = await sourceFor('stripe');
      const body = { id: 'evt_flood', type: 'charge.succeeded', created: 1 };
      const from = '198.51.100.7';
      expect((await house.send('stripe', source, body, { from })).status).toBe(200);
      const statuses: number[] = [];
      for (let n = 0; n < 62; n++)
        statuses.push(
          (
            await fetch(`${house.service.url}/v1/hooks/${'B'.repeat(32)}`, {
              method: 'POST',
              body: '{}',
              headers: { 'x-forwarded-for': from },
            })
          ).status,
        );
      expect(statuses.slice(0, 60)).toEqual(Array(60).fill(404));
      expect(statuses.at(-1)).toBe(429);
      // Customers of one vendor share its addresses.
      expect((await house.send('stripe', source, body, { from })).status).toBe(200);
    });

    it('is not let in from another network than the source names', async () => {
      const source = await house.source('stripe', {
        secret: SECRET,
        settings: { addresses: ['192.0.2.0/24', '2001:db8::/32'] },
      });
      const body = { id: 'evt_net', type: 'charge.succeeded', created: 1 };
      expect((await house.send('stripe', source, body, { from: '192.0.2.9' })).status).toBe(200);
      expect((await house.send('stripe', source, body, { from: '2001:db8::9' })).status).toBe(200);
      expect((await house.send('stripe', source, body, { from: '203.0.113.9' })).status).toBe(404);
    });
  });

  it('limits how much one source sends', async () => {
    const source = await house.source('stripe', { secret: SECRET, settings: { perMinute: 3 } });
    const statuses: number[] = [];
    for (let n = 0; n < 5; n++)
      statuses.push(
        (await house.send('stripe', source, { id: `evt_l${n}`, type: 'charge.succeeded', created: 1 })).status,
      );
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
  });

  it('logs nothing of what was sent, nor where to', async () => {
    const source = await sourceFor('stripe');
    await house.send('stripe', source, {
      id: 'evt_canary',
      type: 'customer.created',
      created: 1,
      data: { object: { email: 'canary-person@example.org' } },
    });
    await house.send(
      'stripe',
      source,
      { id: 'evt_canary2', email: 'canary-person@example.org' },
      { secret: 'wrong-secret' },
    );
    const log = house.service.log.join('');
    expect(log).not.toContain('canary-person');
    expect(log).not.toContain(new URL(house.urlOf(source)).pathname.split('/').at(-1)!);
    expect(log).toContain('A webhook was refused');
  });
});

describe('sources', () => {
  let house: HooksHouse;
  beforeAll(async () => {
    house = await HooksHouse.open({ environment: { WORKERS: 'false' } });
  });
  afterAll(() => house.close());

  const event = (id: string) => ({ id, type: 'charge.succeeded', created: 1 });
  const eventually = async (ask: () => Promise<number>, wanted: number): Promise<void> => {
    const end = performance.now() + 15_000;
    for (;;) {
      const last = await ask();
      if (last === wanted) return;
      if (performance.now() > end) throw new Error(`Waited in vain; the last answer was ${last}.`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };

  it('have their secrets replaced without a gap', async () => {
    const source = await house.source('stripe', { secret: 'the-old-secret' });
    const { body: added } = await house.engineer.post<{ id: string }>(`/v1/hook-sources/${source}/secrets`, {
      secret: 'the-new-secret',
    });
    expect(added.id).toEqual(expect.any(String));
    expect((await house.send('stripe', source, event('evt_1'))).status).toBe(200);
    let n = 0;
    // Other processes, and this one, know of it within two seconds.
    await eventually(
      async () => (await house.send('stripe', source, event(`evt_n${++n}`), { secret: 'the-new-secret' })).status,
      200,
    );
    const { body } = await house.engineer.get<{ sources: { id: string; secrets: { id: string }[] }[] }>(
      '/v1/hook-sources',
    );
    const secrets = body.sources.find(({ id }) => id === source)!.secrets;
    expect(secrets).toHaveLength(2);
    const old = secrets.find(({ id }) => id !== added.id)!;
    expect((await house.engineer.post(`/v1/hook-sources/${source}/secrets/${old.id}/end`, {})).status).toBe(204);
    await eventually(async () => (await house.send('stripe', source, event(`evt_o${++n}`))).status, 401);
    expect((await house.send('stripe', source, event('evt_x'), { secret: 'the-new-secret' })).status).toBe(200);
  });

  it('show their secrets to nobody, and keep them sealed', async () => {
    await house.source('stripe', { secret: 'never-to-be-shown' });
    expect(JSON.stringify((await house.engineer.get('/v1/hook-sources')).body)).not.toContain('never-to-be-shown');
    const rows = await house.sql<{ sealed: Buffer }>(`SELECT sealed FROM hook_secret`);
    expect(rows.some(({ sealed }) => sealed.includes('never-to-be-shown'))).toBe(false);
  });

  it('lead nowhere once they are disabled', async () => {
    const source = await house.source('stripe', { secret: SECRET });
    expect((await house.send('stripe', source, event('evt_1'))).status).toBe(200);
    expect((await house.engineer.post(`/v1/hook-sources/${source}/disabling`)).status).toBe(204);
    expect((await house.engineer.post(`/v1/hook-sources/${source}/disabling`)).status).toBe(409);
    let n = 0;
    await eventually(async () => (await house.send('stripe', source, event(`evt_d${++n}`))).status, 404);
  });

  it('belong to a controller, and to engineers who work for it', async () => {
    const source = await house.source('stripe', { secret: SECRET, controller: 'beta' });
    const of = house.engineer.as(await house.service.staff('alpha@hooks.test', ['engineer'], ['alpha']));
    const { body } = await of.get<{ sources: { id: string }[] }>('/v1/hook-sources');
    expect(body.sources.map(({ id }) => id)).not.toContain(source);
    expect((await of.post(`/v1/hook-sources/${source}/secrets`, { secret: 'a-new-secret' })).status).toBe(404);
    expect((await of.post(`/v1/hook-sources/${source}/disabling`)).status).toBe(404);
    const foreign = { controller: 'beta', name: 'x', sender: 'stripe' };
    expect((await of.post('/v1/hook-sources', foreign)).status).toBe(422);
    expect((await house.officer.post('/v1/hook-sources', { ...foreign, controller: 'alpha' })).status).toBe(403);
  });

  it.each([
    ['stripe', { unknown: 1 }, '/settings'],
    ['stripe', { addresses: ['nonsense'] }, '/settings/addresses/0'],
    ['salesforce', {}, '/settings'],
    ['salesforce', { organizationId: '00D' }, '/settings/organizationId'],
    ['generic', {}, '/settings'],
    ['generic', { signing: { scheme: 'digest', signature: { header: 'x' } } }, '/settings/signing/scheme'],
    // A signature that does not cover the body, and a moment that is not signed.
    ['generic', { signing: { ...SLACK_LIKE.signing, signed: ['timestamp'] } }, '/settings/signing/signed'],
    ['generic', { signing: { ...SLACK_LIKE.signing, signed: ['body'] } }, '/settings/signing/signed'],
    ['hubspot', { accept: ['v4'] }, '/settings/accept/0'],
  ])('%s: are refused with settings like %j', async (sender, settings, pointer) => {
    const { status, body } = await house.engineer.post<{ errors: { pointer: string }[] }>('/v1/hook-sources', {
      controller: 'alpha',
      name: 'x',
      sender,
      settings,
    });
    expect(status).toBe(400);
    expect(body.errors.map((error) => error.pointer)).toContain(pointer);
  });
});
