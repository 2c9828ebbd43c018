import { person } from '../../src/demo/simulators/ground/people.js';
import { type Caller, caller, MINUTE, started, type Started } from '../kit/simulated-vendors.js';

const people = [
  person({ key: 1, firstName: 'Uwe', email: 'uwe@example.org', customerNo: 'NL-1' }),
  person({ key: 2, firstName: 'Ilse', email: 'ilse@example.org' }),
];

describe('the simulated Braze', () => {
  let world: Started<'braze'>;
  let call: Caller;

  const open = async (limits: Record<string, number> = {}): Promise<void> => {
    world = await started('braze', people, limits);
    call = caller(world.simulator.url, { authorization: `Bearer ${world.simulator.credentials.restApiKey}` });
  };
  const exported = async (body: object): Promise<{ users: object[]; invalid_user_ids?: string[] }> =>
    (await call('POST /users/export/ids', { fields_to_export: ['email'], ...body })).json();

  beforeEach(() => open());
  afterEach(() => world.simulator.stop());

  it('wants the key (docs/api/errors)', async () => {
    expect((await call('POST /users/delete', {}, { authorization: 'Bearer x' })).json()).toEqual({
      message: 'Invalid API Key',
    });
  });

  it('takes fifty ids of one kind, counts what it was given, and deletes after a while (post_user_delete)', async () => {
    expect((await call('POST /users/delete', { external_ids: ['NL-1'], braze_ids: ['x'] })).status).toBe(400);
    expect((await call('POST /users/delete', { external_ids: Array.from({ length: 51 }, String) })).status).toBe(400);
    expect((await call('POST /users/delete', { names: ['Uwe'] })).status).toBe(400);
    const deleted = await call('POST /users/delete', { external_ids: ['NL-1', 'nobody'] });
    expect([deleted.status, deleted.json()]).toEqual([201, { deleted: 2, message: 'success' }]);
    expect((await exported({ external_ids: ['NL-1'] })).users).toHaveLength(1);
    world.clock.advance(MINUTE);
    expect(await exported({ external_ids: ['NL-1'] })).toMatchObject({ users: [], invalid_user_ids: ['NL-1'] });
  });

  it('deletes by address and alias', async () => {
    await call('POST /users/delete', {
      email_addresses: [{ email: 'UWE@example.org', prioritization: ['most_recently_updated'] }],
    });
    await call('POST /users/delete', { user_aliases: [{ alias_name: 'crm-2', alias_label: 'crm' }] });
    world.clock.advance(MINUTE);
    expect((await exported({ email_address: 'uwe@example.org' })).users).toEqual([]);
    expect(world.simulator.control.profiles.size).toBe(0);
  });

  it('lets the deleted come back by an event (post_user_track), and stops mail (email/status)', async () => {
    await call('POST /users/delete', { external_ids: ['NL-1'] });
    world.clock.advance(MINUTE);
    await call('POST /users/track', { attributes: [{ external_id: 'NL-1', email: 'uwe@example.org' }] });
    await call('POST /email/status', { email: 'uwe@example.org', subscription_state: 'unsubscribed' });
    expect((await exported({ external_ids: ['NL-1'] })).users).toMatchObject([{ email_subscribe: 'unsubscribed' }]);
  });

  it('says success and deletes nothing, or half', async () => {
    world.simulator.modes.set({ kind: 'lying', times: 1 });
    expect((await call('POST /users/delete', { external_ids: ['NL-1'] })).status).toBe(201);
    world.simulator.modes.set({ kind: 'half-done', times: 1 });
    expect(
      (await call('POST /users/delete', { email_addresses: ['uwe@example.org', 'ilse@example.org'] })).status,
    ).toBe(500);
    world.clock.advance(MINUTE);
    await call('POST /email/status', { email: 'x', subscription_state: 'unsubscribed' });
    expect([...world.simulator.control.profiles.values()].map((one) => one.first_name)).toEqual(['Ilse']);
  });

  it('counts minutes and tells when the next begins (api_limits)', async () => {
    await world.simulator.stop();
    await open({ export: 1 });
    await exported({ external_ids: ['NL-1'] });
    const refused = await call('POST /users/export/ids', { external_ids: ['NL-1'], fields_to_export: [] });
    const reset = Number(refused.headers.get('x-ratelimit-reset')) * 1000;
    expect([refused.status, reset]).toEqual([429, world.clock.now().getTime() + MINUTE]);
    world.clock.set(new Date(reset));
    expect((await exported({ external_ids: ['NL-1'] })).users).toHaveLength(1);
  });
});
