import { createHmac } from 'node:crypto';
import { person } from '../../src/demo/simulators/ground/people.js';
import { type Caller, caller, DAY, MINUTE, Receiver, started, type Started } from '../kit/simulated-vendors.js';

const uwe = person({
  key: 1,
  firstName: 'Uwe',
  lastName: 'Brandt',
  email: 'uwe.brandt@example.org',
  customerNo: 'NL-1',
  tickets: [
    {
      key: 7001,
      subject: 'Jacke',
      status: 'closed',
      createdAt: '2025-05-06T08:15:00.000Z',
      messages: [
        { from: 'person', body: 'Meine Nummer ist 847564.', internal: false, at: '2025-05-06T08:15:00.000Z' },
        { from: 'agent', body: 'Danke, Uwe.', internal: false, at: '2025-05-06T09:15:00.000Z' },
      ],
    },
  ],
});

/** https://developers.intercom.com/docs/references/rest-api/api.intercom.io, and github.com/intercom/Intercom-OpenAPI */
describe('the simulated Intercom', () => {
  let world: Started<'intercom'>;
  let call: Caller;
  let UWE: string;
  let ILSE: string;

  const open = async (limits: Record<string, number> = {}): Promise<void> => {
    world = await started('intercom', [uwe, person({ key: 2, firstName: 'Ilse', email: 'ilse@example.org' })], limits);
    call = caller(world.simulator.url, { authorization: `Bearer ${world.simulator.credentials.accessToken}` });
    UWE = world.simulator.control.contactIdOf(1);
    ILSE = world.simulator.control.contactIdOf(2);
  };
  const byEmail = async (value: string): Promise<{ total_count: number; data: { id: string }[] }> =>
    (await call('POST /contacts/search', { query: { field: 'email', operator: '=', value } })).json();

  beforeEach(() => open());
  afterEach(() => world.simulator.stop());

  it('wants a token and answers with error lists (errors)', async () => {
    const stranger = await call('GET /contacts', undefined, { authorization: 'Bearer nobody' });
    expect([stranger.status, stranger.json()]).toMatchObject([
      401,
      { type: 'error.list', errors: [{ code: 'unauthorized' }] },
    ]);
    expect((await call('GET /contacts/nobody')).json()).toMatchObject({ errors: [{ code: 'not_found' }] });
    const taken = await call('POST /contacts', { email: 'Uwe.Brandt@example.org' });
    expect([taken.status, taken.json()]).toMatchObject([
      409,
      { errors: [{ code: 'conflict', message: expect.stringContaining(`id=${UWE}`) }] },
    ]);
  });

  it('deals out calls in stretches of ten seconds (rate-limiting)', async () => {
    await world.simulator.stop();
    await open({ app: 1 });
    const first = await call('GET /contacts');
    const reset = Number(first.headers.get('x-ratelimit-reset'));
    expect(reset).toBe(Math.floor(world.clock.now().getTime() / 1000) + 10);
    expect((await call('GET /contacts')).json()).toMatchObject({ errors: [{ code: 'rate_limit_exceeded' }] });
    world.clock.set(new Date(reset * 1000));
    expect((await call('GET /contacts')).status).toBe(200);
  });

  it('pages by starting_after (pagination)', async () => {
    const first = (await call('GET /contacts?per_page=1')).json<{ pages: { next: { starting_after: string } } }>();
    const second = (await call(`GET /contacts?per_page=1&starting_after=${first.pages.next.starting_after}`)).json();
    expect(second).toMatchObject({ data: [{ id: ILSE }], pages: { page: 2, total_pages: 2 } });
    expect(second).not.toHaveProperty('pages.next');
  });

  it('deletes, and could bring back for seven days (2.3/contacts/delete-contact)', async () => {
    expect((await call(`DELETE /contacts/${UWE}`)).json()).toEqual({
      type: 'contact',
      id: UWE,
      external_id: 'NL-1',
      deleted: true,
    });
    expect((await call(`GET /contacts/${UWE}`)).status).toBe(404);
    world.clock.advance(6 * DAY);
    expect(world.simulator.control.recover(UWE)).toBe(true);
    await call(`DELETE /contacts/${UWE}`);
    world.clock.advance(7 * DAY);
    await call('GET /contacts');
    expect(world.simulator.control.recover(UWE)).toBe(false);
  });

  it('hides the archived from every search, though they stand in the way of their address (intercom-node#333)', async () => {
    expect((await call(`POST /contacts/${UWE}/archive`)).json()).toMatchObject({ archived: true });
    world.clock.advance(5 * MINUTE);
    expect((await byEmail('uwe.brandt@example.org')).total_count).toBe(0);
    expect((await call('GET /contacts/find_by_external_id/NL-1')).status).toBe(404);
    expect((await call('POST /contacts', { email: 'uwe.brandt@example.org' })).status).toBe(409);
    expect((await call(`DELETE /contacts/${UWE}`)).status).toBe(200);
  });

  it('answers 410 with the way to the other for a lead that was merged (contacts/merge)', async () => {
    const lead = (await call('POST /contacts', { role: 'lead', email: 'uwe.brandt@example.org' })).json<{
      id: string;
    }>();
    expect((await call('POST /contacts/merge', { from: UWE, into: ILSE })).json()).toMatchObject({
      errors: [{ code: 'invalid_merge' }],
    });
    await call('POST /contacts/merge', { from: lead.id, into: UWE });
    const gone = await call(`GET /contacts/${lead.id}`);
    expect([gone.status, gone.headers.get('link'), gone.json()]).toMatchObject([
      410,
      `</contacts/${UWE}>; rel="canonical"`,
      { errors: [{ code: 'contact_merged' }] },
    ]);
    world.clock.advance(5 * MINUTE);
    expect((await byEmail('uwe.brandt@example.org')).data.map(({ id }) => id)).toEqual([UWE]);
  });

  it('sees new contacts in the search after some minutes (contacts/search)', async () => {
    await call('POST /contacts', { email: 'neu@example.org' });
    expect((await byEmail('neu@example.org')).total_count).toBe(0);
    world.clock.advance(2 * MINUTE);
    expect((await byEmail('neu@example.org')).total_count).toBe(1);
    expect((await call('POST /contacts/search', { query: { field: 'shoe', operator: '=', value: 1 } })).status).toBe(
      400,
    );
  });

  it('deletes a hundred in a job (contacts/bulk/delete)', async () => {
    const contacts = [{ id: UWE }, { id: 'nobody' }];
    const job = (await call('POST /contacts/bulk/delete', { contacts })).json<{ id: string }>();
    expect((await call(`GET /contacts/bulk/${job.id}`)).json()).toMatchObject({ state: 'running', completed_at: null });
    expect((await call(`GET /contacts/${UWE}`)).status).toBe(200);
    world.clock.advance(MINUTE);
    expect((await call(`GET /contacts/bulk/${job.id}`)).json()).toMatchObject({ state: 'completed_with_errors' });
    expect((await call(`GET /contacts/${UWE}`)).status).toBe(404);
    const many = Array.from({ length: 101 }, () => ({ id: ILSE }));
    expect((await call('POST /contacts/bulk/delete', { contacts: many })).status).toBe(422);
    expect((await call('POST /contacts/bulk/delete', { contacts, job })).status).toBe(403);
  });

  it('ends a job as completed and deletes nothing, when it lies', async () => {
    world.simulator.modes.set({ kind: 'lying', on: 'bulk' });
    const job = (await call('POST /contacts/bulk/delete', { contacts: [{ id: UWE }] })).json<{ id: string }>();
    world.clock.advance(MINUTE);
    expect((await call(`GET /contacts/bulk/${job.id}`)).json()).toMatchObject({ state: 'completed' });
    expect((await call(`GET /contacts/${UWE}`)).status).toBe(200);
  });

  it('redacts whole parts and messages (conversations/redact)', async () => {
    const source = { type: 'source', conversation_id: '7001', source_id: '700100' };
    expect((await call('POST /conversations/redact', source)).json()).toMatchObject({ source: { redacted: true } });
    const part = { type: 'conversation_part', conversation_id: '7001', conversation_part_id: '700101' };
    await call('POST /conversations/redact', part);
    const text = (await call('GET /conversations/7001')).text;
    expect(text).not.toContain('847564');
    expect(text).not.toContain('Uwe');
    expect((await call('POST /conversations/redact', { ...part, conversation_part_id: '1' })).status).toBe(404);
  });

  it('answers in conversations and makes one export at a time (data-export)', async () => {
    const body = { message_type: 'comment', type: 'admin', admin_id: '991267645', body: 'In Arbeit' };
    expect((await call('POST /conversations/7001/reply', body)).text).toContain('In Arbeit');
    const found = await call('POST /conversations/search', {
      query: { field: 'contact_ids', operator: '=', value: UWE },
    });
    expect(found.json()).toMatchObject({ conversations: [{ id: '7001' }] });
    expect((await call('POST /export/content/data', { created_at_after: 1, created_at_before: 2 })).status).toBe(200);
    expect((await call('POST /export/content/data', { created_at_after: 1, created_at_before: 2 })).status).toBe(429);
  });

  it('signs notifications with SHA-1 and tries once more after a minute (webhooks)', async () => {
    const receiver = await new Receiver().open();
    receiver.answer = { status: 500 };
    world.simulator.control.listen(receiver.url, ['conversation.user.created', 'contact.deleted']);
    world.simulator.control.receive({ email: 'uwe.brandt@example.org', body: 'Bitte löschen Sie meine Daten' });
    for (let round = 0; round < 4; round++) {
      await world.simulator.webhooks!.deliver();
      world.clock.advance(MINUTE);
    }
    const bodies = receiver.received.map(({ body }) => JSON.parse(body) as { id: string; delivery_attempts: number });
    expect(bodies.map((body) => body.delivery_attempts)).toEqual([1, 2]);
    expect(bodies[0]?.id).toBe(bodies[1]?.id);
    const [got] = receiver.received;
    const secret = world.simulator.credentials.clientSecret!;
    expect(got?.headers['x-hub-signature']).toBe(
      `sha1=${createHmac('sha1', secret)
        .update(got?.body ?? '')
        .digest('hex')}`,
    );
    await receiver.close();
  });
});
