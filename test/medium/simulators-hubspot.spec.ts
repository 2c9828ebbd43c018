import { signatures } from '../../src/demo/simulators/hubspot/webhook-recipe.js';
import { person } from '../../src/demo/simulators/ground/people.js';
import {
  type Caller,
  caller,
  DAY,
  HOUR,
  MINUTE,
  Receiver,
  SECOND,
  started,
  type Started,
} from '../kit/simulated-vendors.js';

const uwe = person({
  key: 1,
  firstName: 'Uwe',
  lastName: 'Brandt',
  email: 'uwe.brandt@example.org',
  furtherEmails: ['uwe.alt@example.net'],
  notes: [{ key: 11, body: 'Uwe rief an.', at: '2026-01-02T08:00:00.000Z' }],
  tickets: [{ key: 21, subject: 'Jacke', status: 'open', createdAt: '2026-02-02T08:00:00.000Z', messages: [] }],
});
const ilse = person({ key: 2, firstName: 'Ilse', email: 'ilse@example.org' });
const UWE = '10000000001';
const ILSE = '10000000002';
const CONTACTS = '/crm/v3/objects/contacts';

interface Result {
  id: string;
  properties: Record<string, string | null>;
  archived: boolean;
}
interface Page {
  total: number;
  results: Result[];
  paging?: { next: { after: string } };
}

describe('the simulated HubSpot', () => {
  let world: Started<'hubspot'>;
  let call: Caller;
  let receiver: Receiver | undefined;

  const open = async (limits: Record<string, number> = {}): Promise<void> => {
    world = await started('hubspot', [uwe, ilse], limits);
    call = caller(world.simulator.url, { authorization: `Bearer ${world.simulator.credentials.token}` });
  };
  const search = async (propertyName: string, value: string, operator = 'EQ'): Promise<Page> =>
    (
      await call(`POST ${CONTACTS}/search`, { filterGroups: [{ filters: [{ propertyName, operator, value }] }] })
    ).json<Page>();

  beforeEach(() => open());

  afterEach(async () => {
    await world.simulator.stop();
    await receiver?.close();
    receiver = undefined;
  });

  describe('developers.hubspot.com/docs/api-reference: access and errors', () => {
    it('wants a token, and renews those of an app, which live half an hour (auth-oauth-v1)', async () => {
      const stranger = await call(`GET ${CONTACTS}`, undefined, { authorization: 'Bearer nobody' });
      expect([stranger.status, stranger.json()]).toMatchObject([
        401,
        { status: 'error', category: 'INVALID_AUTHENTICATION' },
      ]);
      const { clientId, clientSecret, refreshToken } = world.simulator.credentials;
      const form = new URLSearchParams({
        grant_type: 'refresh_token',
        client_id: clientId!,
        client_secret: clientSecret!,
        refresh_token: refreshToken!,
      });
      const type = { 'content-type': 'application/x-www-form-urlencoded', authorization: '' };
      const token = (await call('POST /oauth/v1/token', form.toString(), type)).json<{
        access_token: string;
        expires_in: number;
      }>();
      expect(token.expires_in).toBe(1800);
      const authorization = `Bearer ${token.access_token}`;
      expect((await call(`GET ${CONTACTS}`, undefined, { authorization })).status).toBe(200);
      world.clock.advance(30 * MINUTE);
      expect((await call(`GET ${CONTACTS}`, undefined, { authorization })).json()).toMatchObject({
        category: 'EXPIRED_AUTHENTICATION',
      });
    });

    it('names its errors as documented, and refuses what it does not know (error-handling)', async () => {
      expect((await call(`GET ${CONTACTS}/5`)).json()).toMatchObject({
        category: 'OBJECT_NOT_FOUND',
        context: { id: ['5'] },
      });
      const unknown = await call(`PATCH ${CONTACTS}/${UWE}`, { properties: { colour: 'blue' } });
      expect([unknown.status, unknown.json()]).toMatchObject([
        400,
        { category: 'VALIDATION_ERROR', errors: [{ code: 'PROPERTY_DOESNT_EXIST' }] },
      ]);
      expect((await call(`PATCH ${CONTACTS}/${UWE}`, { propertys: {} })).status).toBe(400);
      expect((await call(`POST ${CONTACTS}`, '{')).status).toBe(400);
      expect((await call(`PATCH ${CONTACTS}/${UWE}`, { properties: { createdate: '1' } })).status).toBe(400);
    });

    it('refuses a second contact with an address, also a further one, with 409 (hubspot-api-nodejs#545)', async () => {
      const taken = await call(`POST ${CONTACTS}`, { properties: { email: 'Uwe.Alt@example.net' } });
      expect([taken.status, taken.json()]).toMatchObject([
        409,
        { message: `Contact already exists. Existing ID: ${UWE}`, category: 'CONFLICT' },
      ]);
    });

    it('counts ten rolling seconds and the day, and names the policy (usage-guidelines)', async () => {
      await world.simulator.stop();
      await open({ TEN_SECONDLY_ROLLING: 3, DAILY: 5 });
      const first = await call(`GET ${CONTACTS}/${UWE}`);
      expect([
        first.headers.get('x-hubspot-ratelimit-max'),
        first.headers.get('x-hubspot-ratelimit-daily-remaining'),
      ]).toEqual(['3', '4']);
      world.clock.advance(6 * SECOND);
      await call(`GET ${CONTACTS}/${UWE}`);
      await call(`GET ${CONTACTS}/${UWE}`);
      const refused = await call(`GET ${CONTACTS}/${UWE}`);
      expect([refused.status, refused.headers.get('retry-after'), refused.json()]).toMatchObject([
        429,
        null,
        {
          policyName: 'TEN_SECONDLY_ROLLING',
          errorType: 'RATE_LIMIT',
          message: 'You have reached your ten_secondly_rolling limit.',
        },
      ]);
      world.clock.advance(4 * SECOND);
      expect((await call(`GET ${CONTACTS}/${UWE}`)).status).toBe(200);
      world.clock.advance(10 * SECOND);
      await call(`GET ${CONTACTS}/${UWE}`);
      expect((await call(`GET ${CONTACTS}/${UWE}`)).json()).toMatchObject({ policyName: 'DAILY' });
      world.clock.advance(12 * HOUR);
      expect((await call(`GET ${CONTACTS}/${UWE}`)).status).toBe(200);
    });
  });

  describe('developers.hubspot.com/docs/api-reference/crm-contacts-v3/guide', () => {
    it('shows the usual properties, or those asked for, with associations', async () => {
      const usual = (await call(`GET ${CONTACTS}/${UWE}`)).json<Result>();
      expect(Object.keys(usual.properties).sort()).toEqual([
        'createdate',
        'email',
        'firstname',
        'hs_object_id',
        'lastmodifieddate',
        'lastname',
      ]);
      const more = (
        await call(`GET ${CONTACTS}/${UWE}?properties=phone,city,nonsense&associations=notes,tickets`)
      ).json();
      expect(more).toMatchObject({
        properties: { phone: null, city: null, hs_object_id: UWE },
        associations: { notes: { results: [{ id: '20000000011' }] }, tickets: { results: [{ id: '30000000021' }] } },
      });
    });

    it('finds by a further address too, and pages by the last id', async () => {
      const found = await call(`GET ${CONTACTS}/uwe.alt@example.net?idProperty=email`);
      expect(found.json<Result>().id).toBe(UWE);
      const first = (await call(`GET ${CONTACTS}?limit=1`)).json<Page>();
      expect([first.results[0]?.id, first.paging?.next.after]).toEqual([UWE, UWE]);
      const second = (await call(`GET ${CONTACTS}?limit=1&after=${UWE}`)).json<Page>();
      expect([second.results[0]?.id, second.paging]).toEqual([ILSE, undefined]);
    });

    it('archives, shows the archived only when asked, and lets them be restored for ninety days', async () => {
      expect((await call(`DELETE ${CONTACTS}/${UWE}`)).status).toBe(204);
      expect((await call(`DELETE ${CONTACTS}/${UWE}`)).status).toBe(204);
      expect((await call(`GET ${CONTACTS}/${UWE}`)).status).toBe(404);
      expect((await call(`GET ${CONTACTS}/${UWE}?archived=true`)).json()).toMatchObject({ archived: true });
      world.clock.advance(MINUTE);
      expect((await search('email', 'uwe.brandt@example.org')).total).toBe(0);
      world.clock.advance(89 * DAY);
      world.simulator.control.restore(UWE);
      expect((await call(`GET ${CONTACTS}/${UWE}`)).status).toBe(200);
      await call(`DELETE ${CONTACTS}/${UWE}`);
      world.clock.advance(90 * DAY);
      expect((await call(`GET ${CONTACTS}/${UWE}?archived=true`)).status).toBe(404);
    });

    it('makes a third contact of two that are merged; the old ids lead to it, and the search knows only the new one', async () => {
      const merged = (
        await call(`POST ${CONTACTS}/merge`, { primaryObjectId: UWE, objectIdToMerge: ILSE })
      ).json<Result>();
      expect([UWE, ILSE]).not.toContain(merged.id);
      expect(
        (await call(`GET ${CONTACTS}/${ILSE}?properties=email,hs_additional_emails,hs_merged_object_ids`)).json(),
      ).toMatchObject({
        id: merged.id,
        properties: {
          email: 'uwe.brandt@example.org',
          hs_additional_emails: 'uwe.alt@example.net;ilse@example.org',
          hs_merged_object_ids: `${UWE};${ILSE}`,
        },
      });
      world.clock.advance(MINUTE);
      const byToken = await search('hs_additional_emails', 'ilse@example.org', 'CONTAINS_TOKEN');
      expect(byToken.results.map(({ id }) => id)).toEqual([merged.id]);
      expect((await search('email', 'ilse@example.org')).total).toBe(0);
    });

    it('answers 207 for a batch in which some are missing', async () => {
      const read = await call(`POST ${CONTACTS}/batch/read`, {
        inputs: [{ id: UWE }, { id: '5' }],
        properties: ['email'],
      });
      expect([read.status, read.json()]).toMatchObject([
        207,
        { results: [{ id: UWE }], numErrors: 1, errors: [{ context: { ids: ['5'] } }] },
      ]);
    });

    it('adds and removes further addresses (legacy secondary-email)', async () => {
      const path = `/contacts/v1/secondary-email/${ILSE}/email/ilse.alt@example.org`;
      expect((await call(`PUT ${path}`)).json()).toMatchObject({ secondaryEmails: ['ilse.alt@example.org'] });
      expect((await call(`DELETE ${path}`)).json()).toMatchObject({ secondaryEmails: [] });
    });
  });

  describe('developers.hubspot.com/docs/api-reference/crm-contacts-v3/basic/post-crm-v3-objects-contacts-gdpr-delete', () => {
    it('deletes for good, and what hangs on the contact alone within thirty days', async () => {
      expect((await call(`POST ${CONTACTS}/gdpr-delete`, { objectId: UWE })).status).toBe(204);
      expect((await call(`GET ${CONTACTS}/${UWE}?archived=true`)).status).toBe(404);
      expect((await call('GET /crm/v3/objects/notes/20000000011')).status).toBe(200);
      world.clock.advance(30 * DAY);
      expect((await call('GET /crm/v3/objects/notes/20000000011')).status).toBe(404);
      expect((await call('GET /crm/v3/objects/tickets/30000000021')).status).toBe(200);
    });

    it('puts an address that nobody has on the blocklist', async () => {
      const body = { objectId: 'ilse@exmaple.org', idProperty: 'email' };
      expect((await call(`POST ${CONTACTS}/gdpr-delete`, body)).status).toBe(204);
      expect([...world.simulator.control.blocklist]).toEqual(['ilse@exmaple.org']);
      expect((await call(`POST ${CONTACTS}`, { properties: { email: 'ilse@exmaple.org' } })).status).toBe(400);
    });

    it('lets somebody who was deleted come back by a form', async () => {
      await call(`POST ${CONTACTS}/gdpr-delete`, { objectId: 'uwe.alt@example.net', idProperty: 'email' });
      const back = world.simulator.control.formSubmitted({ email: 'uwe.brandt@example.org' });
      expect(back.id).not.toBe(UWE);
    });

    it('says 204 and deletes nothing, or does it and fails', async () => {
      world.simulator.modes.set({ kind: 'lying', times: 1 });
      expect((await call(`POST ${CONTACTS}/gdpr-delete`, { objectId: UWE })).status).toBe(204);
      expect((await call(`GET ${CONTACTS}/${UWE}`)).status).toBe(200);
      world.simulator.modes.set({ kind: 'half-done', times: 1 });
      const inputs = [{ id: UWE }, { id: ILSE }];
      expect((await call(`POST ${CONTACTS}/batch/archive`, { inputs })).status).toBe(500);
      expect((await call(`GET ${CONTACTS}/${UWE}`)).status).toBe(404);
      expect((await call(`GET ${CONTACTS}/${ILSE}`)).status).toBe(200);
    });
  });

  describe('developers.hubspot.com/docs/api-reference/search/guide', () => {
    it('lags some moments behind, and knows operators, groups and free text', async () => {
      await call(`POST ${CONTACTS}`, { properties: { email: 'neu@example.org', firstname: 'Neu' } });
      expect((await search('email', 'neu@example.org')).total).toBe(0);
      world.clock.advance(10 * SECOND);
      expect((await search('email', 'NEU@example.org')).total).toBe(1);
      expect((await search('email', '*@example.org', 'CONTAINS_TOKEN')).total).toBe(3);
      world.clock.advance(10 * SECOND);
      expect((await call(`POST ${CONTACTS}/search`, { query: 'uwe.alt' })).json<Page>().total).toBe(1);
      const groups = {
        filterGroups: [
          { filters: [{ propertyName: 'firstname', operator: 'EQ', value: 'Uwe' }] },
          { filters: [{ propertyName: 'firstname', operator: 'EQ', value: 'Ilse' }] },
        ],
      };
      expect((await call(`POST ${CONTACTS}/search`, groups)).json<Page>().total).toBe(2);
    });

    it('allows four a second and says so without headers, 200 a page and 10,000 in all', async () => {
      for (let count = 0; count < 4; count++) {
        const found = await call(`POST ${CONTACTS}/search`, {});
        expect([found.status, found.headers.get('x-hubspot-ratelimit-max')]).toEqual([200, null]);
      }
      expect((await call(`POST ${CONTACTS}/search`, {})).json()).toMatchObject({ policyName: 'SECONDLY' });
      world.clock.advance(SECOND);
      expect((await call(`POST ${CONTACTS}/search`, { limit: 201 })).status).toBe(400);
      expect((await call(`POST ${CONTACTS}/search`, { after: '9999', limit: 2 })).status).toBe(400);
    });
  });

  it('associates in both directions (crm-associations-v4)', async () => {
    const list = async (path: string): Promise<unknown> => (await call(`GET /crm/v4/objects/${path}`)).json();
    expect(await list(`contacts/${UWE}/associations/notes`)).toMatchObject({
      results: [{ toObjectId: 20_000_000_011, associationTypes: [{ typeId: 201 }] }],
    });
    await call(`PUT /crm/v4/objects/notes/20000000011/associations/default/contacts/${ILSE}`);
    expect(await list('notes/20000000011/associations/contacts')).toMatchObject({
      results: [{ toObjectId: Number(UWE) }, { toObjectId: Number(ILSE) }],
    });
    await call(`DELETE /crm/v4/objects/contacts/${UWE}/associations/notes/20000000011`);
    expect(await list(`contacts/${UWE}/associations/notes`)).toEqual({ results: [] });
    // A note of two people stays when one is deleted for privacy.
    await call(`PUT /crm/v4/objects/notes/20000000011/associations/default/contacts/${UWE}`);
    await call(`POST ${CONTACTS}/gdpr-delete`, { objectId: UWE });
    world.clock.advance(31 * DAY);
    expect((await call('GET /crm/v3/objects/notes/20000000011')).status).toBe(200);
  });

  describe('developers.hubspot.com/docs/apps/legacy-apps/authentication/validating-requests', () => {
    it('signs by the vendor’s vectors', () => {
      const secret = 'yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy';
      const body =
        '[{"eventId":1,"subscriptionId":12345,"portalId":62515,"occurredAt":1564113600000,"subscriptionType":"contact.creation","attemptNumber":0,"objectId":123,"changeSource":"CRM","changeFlag":"NEW","appId":54321}]';
      expect(signatures.v1(secret, body)).toBe('232db2615f3d666fe21a8ec971ac7b5402d33b9a925784df3ca654d05f4817de');
      expect(signatures.v2(secret, 'GET', 'https://www.example.com/webhook_uri', '')).toBe(
        'eee2dddcc73c94d699f5e395f4b9d454a069a6855fbfa152e91e88823087200e',
      );
    });
  });

  describe('developers.hubspot.com/docs/api-reference/webhooks-webhooks-v3/guide', () => {
    beforeEach(async () => {
      receiver = await new Receiver().open();
    });

    it('sends arrays, signed as v1 and v3, and names a deletion for privacy twice', async () => {
      world.simulator.control.listen(receiver!.url, ['contact.privacyDeletion', 'contact.deletion', 'contact.merge']);
      await call(`POST ${CONTACTS}/gdpr-delete`, { objectId: UWE });
      await world.simulator.webhooks!.deliver();
      const [got] = receiver!.received;
      const events = JSON.parse(got?.body ?? '[]') as { subscriptionType: string; objectId: number }[];
      expect(events.map((event) => `${event.subscriptionType} ${event.objectId}`)).toEqual([
        `contact.privacyDeletion ${UWE}`,
        `contact.deletion ${UWE}`,
      ]);
      const secret = world.simulator.credentials.clientSecret!;
      const stamp = got?.headers['x-hubspot-request-timestamp'] ?? '';
      expect(got?.headers['x-hubspot-signature']).toBe(signatures.v1(secret, got?.body ?? ''));
      expect(got?.headers['x-hubspot-signature-v3']).toBe(
        signatures.v3(secret, 'POST', receiver!.url, got?.body ?? '', stamp),
      );
      expect(got?.body).not.toContain('example.org');
    });

    it('tells of a merge by all ids, and of a restore', async () => {
      world.simulator.control.listen(receiver!.url, ['contact.merge', 'contact.restore'], 'v2');
      const into = world.simulator.control.merge(UWE, ILSE);
      await call(`DELETE ${CONTACTS}/${into.id}`);
      world.simulator.control.restore(into.id);
      await world.simulator.webhooks!.deliver();
      expect(JSON.parse(receiver!.received[0]?.body ?? '[]')).toMatchObject([
        {
          subscriptionType: 'contact.merge',
          primaryObjectId: Number(UWE),
          mergedObjectIds: [Number(ILSE)],
          newObjectId: Number(into.id),
        },
        { subscriptionType: 'contact.restore', objectId: Number(into.id) },
      ]);
      expect(receiver!.received[0]?.headers['x-hubspot-signature-version']).toBe('v2');
    });

    it('tries ten times more within a day, with the number of the attempt', async () => {
      world.simulator.control.listen(receiver!.url, ['contact.deletion']);
      receiver!.answer = { status: 500 };
      await call(`DELETE ${CONTACTS}/${UWE}`);
      for (let hour = 0; hour < 30; hour++) {
        await world.simulator.webhooks!.deliver();
        world.clock.advance(HOUR);
      }
      const numbers = receiver!.received.map(
        ({ body }) => (JSON.parse(body) as { attemptNumber: number }[])[0]?.attemptNumber,
      );
      expect(numbers).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
      expect(world.simulator.webhooks!.pending).toBe(0);
    });

    it('is set up by the API', async () => {
      await call('PUT /webhooks/v3/54321/settings', {
        targetUrl: receiver!.url,
        throttling: { maxConcurrentRequests: 10, period: 'SECONDLY' },
      });
      const wrong = await call('POST /webhooks/v3/54321/subscriptions', { eventType: 'contact.nonsense' });
      expect(wrong.status).toBe(400);
      const made = await call('POST /webhooks/v3/54321/subscriptions', {
        eventType: 'contact.propertyChange',
        propertyName: 'email',
        active: true,
      });
      expect(made.status).toBe(201);
      await call(`PATCH ${CONTACTS}/${ILSE}`, { properties: { email: 'ilse.neu@example.org', city: 'Kiel' } });
      await world.simulator.webhooks!.deliver();
      expect(JSON.parse(receiver!.received[0]?.body ?? '[]')).toMatchObject([
        { propertyName: 'email', propertyValue: 'ilse.neu@example.org' },
      ]);
    });
  });
});
