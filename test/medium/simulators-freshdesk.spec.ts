import { person } from '../../src/demo/simulators/ground/people.js';
import { basic, type Caller, caller, HOUR, MINUTE, Receiver, started, type Started } from '../kit/simulated-vendors.js';

const uwe = person({
  key: 1,
  firstName: 'Uwe',
  lastName: 'Brandt',
  email: 'uwe.brandt@example.org',
  furtherEmails: ['uwe.alt@example.net'],
  tickets: [
    {
      key: 7001,
      subject: 'Jacke',
      status: 'closed',
      createdAt: '2025-05-06T08:15:00.000Z',
      messages: [
        { from: 'person', body: 'Meine Nummer ist 847564.', internal: false, at: '2025-05-06T08:15:00.000Z' },
        { from: 'agent', body: 'Notiz über Uwe.', internal: true, at: '2025-05-06T09:15:00.000Z' },
      ],
    },
  ],
});
const UWE = 43_200_000_001;
const ILSE = 43_200_000_002;

/** https://developers.freshdesk.com/api/ */
describe('the simulated Freshdesk', () => {
  let world: Started<'freshdesk'>;
  let call: Caller;

  const open = async (limits: Record<string, number> = {}): Promise<void> => {
    world = await started('freshdesk', [uwe, person({ key: 2, firstName: 'Ilse' })], limits);
    call = caller(world.simulator.url, { authorization: basic(world.simulator.credentials.apiKey!, 'X') });
  };

  beforeEach(() => open());
  afterEach(() => world.simulator.stop());

  it('wants the key as user name (#authentication) and names its errors (#error)', async () => {
    const stranger = await call('GET /api/v2/contacts', undefined, { authorization: basic('nobody', 'X') });
    expect([stranger.status, stranger.json()]).toMatchObject([401, { code: 'invalid_credentials' }]);
    const missing = await call('GET /api/v2/contacts/5');
    expect([missing.status, missing.text]).toEqual([404, '']);
    const unknown = await call(`PUT /api/v2/contacts/${UWE}`, { colour: 'blue' });
    expect([unknown.status, unknown.json()]).toEqual([
      400,
      {
        description: 'Validation failed',
        errors: [{ field: 'colour', message: 'Unexpected/invalid field in request', code: 'invalid_field' }],
      },
    ]);
    const taken = await call('POST /api/v2/contacts', { name: 'X', email: 'Uwe.Alt@example.net' });
    expect([taken.status, taken.json()]).toMatchObject([
      409,
      { errors: [{ code: 'duplicate_value', additional_info: { user_id: UWE } }] },
    ]);
    expect((await call('POST /api/v2/contacts', '{')).json()).toMatchObject({ code: 'invalid_json' });
  });

  it('counts calls a minute (#ratelimit)', async () => {
    await world.simulator.stop();
    await open({ account: 2 });
    world.clock.advance(MINUTE / 2);
    expect((await call(`GET /api/v2/contacts/${UWE}`)).headers.get('x-ratelimit-remaining')).toBe('1');
    await call(`GET /api/v2/contacts/${UWE}`);
    const refused = await call(`GET /api/v2/contacts/${UWE}`);
    expect([refused.status, refused.headers.get('retry-after'), refused.headers.get('x-ratelimit-total')]).toEqual([
      429,
      '30',
      '2',
    ]);
    world.clock.advance(MINUTE / 2);
    expect((await call(`GET /api/v2/contacts/${UWE}`)).status).toBe(200);
  });

  it('pages with a Link header (#pagination)', async () => {
    const first = await call('GET /api/v2/contacts?per_page=1');
    const next = /<([^>]+)>; rel="next"/.exec(first.headers.get('link') ?? '')?.[1] ?? '';
    const second = await call(`GET ${next}`);
    expect([second.json<{ id: number }[]>()[0]?.id, second.headers.get('link')]).toEqual([ILSE, null]);
  });

  it('deletes softly, shows the deleted by id and by state alone, and restores (#delete_contact, #restore_contact)', async () => {
    expect((await call(`DELETE /api/v2/contacts/${UWE}`)).status).toBe(204);
    expect((await call(`GET /api/v2/contacts/${UWE}`)).json()).toMatchObject({
      deleted: true,
      email: 'uwe.brandt@example.org',
    });
    expect((await call('GET /api/v2/contacts?email=uwe.brandt@example.org')).json()).toEqual([]);
    expect((await call('GET /api/v2/contacts?state=deleted')).json()).toHaveLength(1);
    expect((await call(`PUT /api/v2/contacts/${UWE}/restore`)).status).toBe(204);
    expect((await call('GET /api/v2/contacts?email=uwe.alt@example.net')).json()).toHaveLength(1);
  });

  it('deletes for good with force, and the tickets with it (#hard_delete_contact)', async () => {
    expect((await call(`DELETE /api/v2/contacts/${UWE}/hard_delete`)).status).toBe(400);
    expect((await call('GET /api/v2/tickets/7001')).status).toBe(200);
    expect((await call(`DELETE /api/v2/contacts/${UWE}/hard_delete?force=true`)).status).toBe(204);
    expect((await call(`GET /api/v2/contacts/${UWE}`)).status).toBe(404);
    expect((await call('GET /api/v2/tickets/7001')).status).toBe(404);
    await call(`DELETE /api/v2/contacts/${ILSE}`);
    expect((await call(`DELETE /api/v2/contacts/${ILSE}/hard_delete`)).status).toBe(204);
  });

  it('lies about it', async () => {
    world.simulator.modes.set({ kind: 'lying', on: /hard_delete/ });
    expect((await call(`DELETE /api/v2/contacts/${UWE}/hard_delete?force=true`)).status).toBe(204);
    expect((await call(`GET /api/v2/contacts/${UWE}`)).status).toBe(200);
  });

  it('moves tickets and addresses when contacts are merged (#merge_contact)', async () => {
    await call('POST /api/v2/contacts/merge', { primary_contact_id: ILSE, secondary_contact_ids: [UWE] });
    expect((await call('GET /api/v2/contacts?email=uwe.brandt@example.org')).json()).toMatchObject([{ id: ILSE }]);
    expect((await call('GET /api/v2/tickets/7001')).json()).toMatchObject({ requester_id: ILSE });
    expect((await call(`GET /api/v2/contacts/${UWE}`)).json()).toMatchObject({ deleted: true, email: null });
  });

  it('searches an index that lags, with quotation marks around the query (#filter_contacts)', async () => {
    await call('POST /api/v2/contacts', { name: 'Neu', email: 'neu@example.org' });
    const search = `GET /api/v2/search/contacts?query=${encodeURIComponent(`"email:'neu@example.org'"`)}`;
    expect((await call(search)).json()).toMatchObject({ total: 0 });
    world.clock.advance(2 * MINUTE);
    expect((await call(search)).json()).toMatchObject({ total: 1 });
    expect((await call("GET /api/v2/search/contacts?query=email:'x'")).status).toBe(400);
  });

  it('lists tickets of thirty days unless told since when (#list_all_tickets)', async () => {
    expect((await call(`GET /api/v2/tickets?requester_id=${UWE}`)).json()).toEqual([]);
    expect(
      (await call(`GET /api/v2/tickets?requester_id=${UWE}&updated_since=2015-01-01T00:00:00Z`)).json(),
    ).toHaveLength(1);
  });

  it('takes replies, notes, tags and changes of notes (#conversations)', async () => {
    expect((await call('POST /api/v2/tickets/7001/reply', { body: 'In Arbeit' })).status).toBe(201);
    const conversations = (await call('GET /api/v2/tickets/7001/conversations')).json<
      { id: number; private: boolean }[]
    >();
    expect(conversations.map((one) => one.private)).toEqual([true, false]);
    expect((await call(`PUT /api/v2/conversations/${conversations[0]?.id}`, { body: '—' })).status).toBe(200);
    expect((await call(`PUT /api/v2/conversations/${conversations[1]?.id}`, { body: '—' })).status).toBe(400);
    expect((await call('PUT /api/v2/tickets/7001', { tags: ['dsr'], status: 3 })).json()).toMatchObject({
      tags: ['dsr'],
      status: 3,
    });
    expect((await call('PUT /api/v2/tickets/7001', { status: 9 })).status).toBe(400);
  });

  it('calls an automation’s address unsigned, and again after 5, 30 and 60 minutes (support article 132589)', async () => {
    const receiver = await new Receiver().open();
    receiver.answer = { status: 500 };
    world.simulator.control.automate({
      url: receiver.url,
      event: 'ticket_created',
      headers: { 'x-habeas-secret': 'shared' },
      template: '{"id":{{ticket.id}},"from":"{{ticket.requester.email}}"}',
    });
    const ticket = world.simulator.control.receive({
      email: 'uwe.alt@example.net',
      subject: 'Auskunft',
      body: 'Bitte',
    });
    const times: number[] = [];
    for (let minute = 0; minute < 120; minute += 5) {
      const attempts = await world.simulator.webhooks!.deliver();
      times.push(...attempts.map(() => minute));
      world.clock.advance(HOUR / 12);
    }
    expect(times).toEqual([0, 5, 35, 95]);
    expect(JSON.parse(receiver.received[0]?.body ?? '{}')).toEqual({ id: ticket.id, from: 'uwe.brandt@example.org' });
    expect(receiver.received[0]?.headers['x-habeas-secret']).toBe('shared');
    await receiver.close();
  });
});
