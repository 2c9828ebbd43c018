import { subscriberHash } from '../../src/demo/simulators/mailchimp/world.js';
import { person } from '../../src/demo/simulators/ground/people.js';
import { basic, type Caller, caller, Receiver, started, type Started } from '../kit/simulated-vendors.js';

const EMAIL = 'uwe.brandt@example.org';
const MEMBER = `/3.0/lists/newsletter01/members/${subscriberHash(EMAIL)}`;

/** https://mailchimp.com/developer/marketing/api/list-members/ */
describe('the simulated Mailchimp', () => {
  let world: Started<'mailchimp'>;
  let call: Caller;

  beforeEach(async () => {
    world = await started('mailchimp', [
      person({ key: 1, firstName: 'Uwe', email: EMAIL, newsletter: true }),
      person({ key: 2 }),
    ]);
    call = caller(world.simulator.url, { authorization: basic('anystring', world.simulator.credentials.apiKey!) });
  });

  afterEach(() => world.simulator.stop());

  it('wants the key and answers with problem documents (docs/errors)', async () => {
    const stranger = await call('GET /3.0/ping', undefined, { authorization: basic('x', 'y') });
    expect([stranger.status, stranger.json()]).toMatchObject([401, { title: 'API Key Invalid', status: 401 }]);
    expect((await call('GET /3.0/lists/none')).json()).toMatchObject({ title: 'Resource Not Found' });
    expect((await call('POST /3.0/lists/newsletter01/members', { email_address: 'x@y.example' })).json()).toMatchObject(
      {
        title: 'Invalid Resource',
        errors: [{ field: 'status' }],
      },
    );
  });

  it('names members by the hash of their address in small letters', async () => {
    expect(subscriberHash('Uwe.Brandt@Example.org')).toBe(subscriberHash(EMAIL));
    expect((await call(`GET ${MEMBER}`)).json()).toMatchObject({
      email_address: EMAIL,
      merge_fields: { FNAME: 'Uwe' },
    });
    expect((await call('GET /3.0/lists/catalogue02/members?count=1')).json()).toMatchObject({
      total_items: 2,
      members: [{}],
    });
    expect((await call(`GET /3.0/search-members?query=${EMAIL}`)).json()).toMatchObject({
      exact_matches: { total_items: 2 },
    });
  });

  it('only archives with DELETE (archive-list-member)', async () => {
    expect((await call(`DELETE ${MEMBER}`)).status).toBe(204);
    expect((await call(`GET ${MEMBER}`)).json()).toMatchObject({ status: 'archived', email_address: EMAIL });
    expect((await call('GET /3.0/lists/newsletter01/members')).json()).toMatchObject({ total_items: 0 });
    expect((await call('GET /3.0/lists/newsletter01/members?status=archived')).json()).toMatchObject({
      total_items: 1,
    });
    expect((await call(`GET /3.0/search-members?query=${EMAIL}&list_id=newsletter01`)).json()).toMatchObject({
      exact_matches: { total_items: 0 },
    });
  });

  it('deletes for good in one audience, refuses to import again, and lets her sign up herself (delete-list-member)', async () => {
    expect((await call(`POST ${MEMBER}/actions/delete-permanent`)).status).toBe(204);
    expect((await call(`GET ${MEMBER}`)).status).toBe(404);
    expect((await call(`GET /3.0/lists/catalogue02/members/${subscriberHash(EMAIL)}`)).status).toBe(200);
    const again = await call('POST /3.0/lists/newsletter01/members', { email_address: EMAIL, status: 'subscribed' });
    expect([again.status, again.json()]).toMatchObject([400, { title: 'Forgotten Email Not Subscribed' }]);
    expect((await call(`PUT ${MEMBER}`, { email_address: EMAIL, status_if_new: 'subscribed' })).status).toBe(400);
    world.simulator.control.signUp('newsletter01', EMAIL);
    expect((await call(`GET ${MEMBER}`)).status).toBe(200);
  });

  it('refuses an eleventh call at one moment (docs/fundamentals#api-limits)', async () => {
    world.simulator.modes.set({ kind: 'slow', milliseconds: 200 });
    const answers = await Promise.all(Array.from({ length: 40 }, () => call(`GET ${MEMBER}`)));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(10);
    expect(answers.find(({ status }) => status === 429)?.text).toContain('10 simultaneous connections');
    world.simulator.modes.heal();
    expect((await call(`GET ${MEMBER}`)).status).toBe(200);
  });

  it('tells of changes in unsigned forms (sync-audience-data-webhooks)', async () => {
    const receiver = await new Receiver().open();
    world.simulator.control.listen('newsletter01', `${receiver.url}?secret=shared`);
    await call(`PATCH ${MEMBER}`, { status: 'unsubscribed' });
    await world.simulator.webhooks!.deliver();
    const form = new URLSearchParams(receiver.received[0]?.body);
    expect([receiver.received[0]?.path, form.get('type'), form.get('data[email]')]).toEqual([
      '/hook?secret=shared',
      'unsubscribe',
      EMAIL,
    ]);
    await receiver.close();
  });
});
