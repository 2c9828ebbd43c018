import { createHmac } from 'node:crypto';
import { person } from '../../src/demo/simulators/ground/people.js';
import {
  type Caller,
  caller,
  HOUR,
  MINUTE,
  Receiver,
  SECOND,
  started,
  type Started,
} from '../kit/simulated-vendors.js';

const UWE = 'cus_simulated1';
const ILSE = 'cus_simulated2';
const people = [
  person({ key: 1, firstName: 'Uwe', lastName: 'Brandt', email: 'Uwe.Brandt@example.org' }),
  person({ key: 2 }),
];
const JOBS = '/v1/privacy/redaction_jobs';

describe('the simulated Stripe', () => {
  let world: Started<'stripe'>;
  let call: Caller;

  const open = async (limits: Record<string, number> = {}): Promise<void> => {
    world = await started('stripe', people, limits);
    call = caller(world.simulator.url, {
      authorization: `Bearer ${world.simulator.credentials.secretKey}`,
      'stripe-version': '2026-06-24.preview',
      'content-type': 'application/x-www-form-urlencoded',
    });
  };
  const status = async (id: string): Promise<string> =>
    (await call(`GET ${JOBS}/${id}`)).json<{ status: string }>().status;
  const job = async (ids: readonly string[], behavior = 'error'): Promise<{ id: string; status: string }> => {
    const objects = ids.map((id) => `objects[customers][]=${id}`).join('&');
    return (await call(`POST ${JOBS}`, `${objects}&validation_behavior=${behavior}`)).json();
  };

  beforeEach(() => open());
  afterEach(() => world.simulator.stop());

  describe('docs.stripe.com/api', () => {
    it('wants the secret key and names its errors (authentication, errors)', async () => {
      expect((await call('GET /v1/customers', undefined, { authorization: '' })).status).toBe(401);
      expect((await call('GET /v1/customers/cus_none')).json()).toMatchObject({
        error: { code: 'resource_missing', type: 'invalid_request_error' },
      });
      expect((await call(`POST /v1/customers/${UWE}`, 'colour=blue')).json()).toMatchObject({
        error: { code: 'parameter_unknown', param: 'colour' },
      });
    });

    it('lists by the address as it is written, and pages by the last id (customers/list, pagination)', async () => {
      expect((await call('GET /v1/customers?email=uwe.brandt@example.org')).json()).toMatchObject({ data: [] });
      expect((await call('GET /v1/customers?email=Uwe.Brandt@example.org')).json()).toMatchObject({
        data: [{ id: UWE }],
      });
      expect((await call('GET /v1/customers?limit=1')).json()).toMatchObject({ has_more: true, data: [{ id: UWE }] });
      expect((await call(`GET /v1/customers?limit=1&starting_after=${UWE}`)).json()).toMatchObject({
        has_more: false,
        data: [{ id: ILSE }],
      });
    });

    it('deletes a customer and keeps the charges with who paid (customers/delete)', async () => {
      expect((await call(`DELETE /v1/customers/${UWE}`)).json()).toEqual({
        id: UWE,
        object: 'customer',
        deleted: true,
      });
      expect((await call(`GET /v1/customers/${UWE}`)).json()).toEqual({ id: UWE, object: 'customer', deleted: true });
      expect((await call(`GET /v1/charges?customer=${UWE}`)).text).toContain('Uwe.Brandt@example.org');
    });

    it('gives one answer for one idempotency key (idempotent_requests)', async () => {
      const key = { 'idempotency-key': 'k1' };
      const first = await call('POST /v1/customers', 'name=Neu', key);
      const again = await call('POST /v1/customers', 'name=Neu', key);
      expect([again.text, again.headers.get('idempotent-replayed')]).toEqual([first.text, 'true']);
      expect((await call('POST /v1/customers', 'name=Anders', key)).json()).toMatchObject({
        error: { type: 'idempotency_error' },
      });
    });

    it('allows a hundred calls a second (rate-limits), and its search lags a minute (search)', async () => {
      await world.simulator.stop();
      await open({ account: 2 });
      await call('POST /v1/customers', 'email=neu@example.org');
      const search = "GET /v1/customers/search?query=email:'neu@example.org'";
      expect((await call(search)).json()).toMatchObject({ data: [] });
      expect((await call(search)).json()).toMatchObject({ error: { code: 'rate_limit' } });
      world.clock.advance(MINUTE);
      expect((await call(search)).json()).toMatchObject({ data: [{ email: 'neu@example.org' }] });
    });
  });

  describe('docs.stripe.com/api/privacy/redaction-job', () => {
    it('validates by itself, is run, and redacts the customer and what hangs on it', async () => {
      const made = await job([UWE]);
      expect(made.status).toBe('validating');
      expect((await call(`POST ${JOBS}/${made.id}/run`)).status).toBe(400);
      world.clock.advance(30 * SECOND);
      expect(await status(made.id)).toBe('ready');
      expect((await call(`POST ${JOBS}/${made.id}/run`)).json()).toMatchObject({ status: 'redacting' });
      expect((await call(`POST ${JOBS}/${made.id}/cancel`)).status).toBe(400);
      expect((await call(`GET /v1/customers/${UWE}`)).status).toBe(200);
      world.clock.advance(2 * MINUTE);
      expect(await status(made.id)).toBe('succeeded');
      expect((await call(`GET /v1/customers/${UWE}`)).status).toBe(404);
      expect((await call('GET /v1/charges/ch_simulated1')).json()).toMatchObject({
        billing_details: { name: null, email: null },
      });
    });

    it('fails on what cannot be redacted until that is resolved', async () => {
      world.simulator.control.dispute('ch_simulated1', true);
      world.simulator.control.subscribe(UWE);
      const made = await job([UWE], 'fix');
      world.clock.advance(30 * SECOND);
      expect(await status(made.id)).toBe('failed');
      expect((await call(`GET ${JOBS}/${made.id}/validation_errors`)).json()).toMatchObject({
        data: [{ code: 'invalid_state', erroring_object: { id: 'ch_simulated1' } }],
      });
      world.simulator.control.dispute('ch_simulated1', false);
      expect((await call(`POST ${JOBS}/${made.id}/validate`)).json()).toMatchObject({ status: 'validating' });
      world.clock.advance(30 * SECOND);
      expect(await status(made.id)).toBe('ready');
      await call(`POST ${JOBS}/${made.id}/cancel`);
      world.clock.advance(10 * SECOND);
      expect(await status(made.id)).toBe('canceled');
    });

    it('takes ten objects and a preview version', async () => {
      expect(await job(Array.from({ length: 11 }, () => UWE))).toMatchObject({ error: { param: 'objects' } });
      expect((await call(`GET ${JOBS}`, undefined, { 'stripe-version': '2026-06-24' })).status).toBe(400);
    });

    it('succeeds without redacting, when it lies', async () => {
      const made = await job([UWE]);
      world.clock.advance(30 * SECOND);
      await status(made.id);
      world.simulator.modes.set({ kind: 'lying', times: 1 });
      await call(`POST ${JOBS}/${made.id}/run`);
      world.clock.advance(2 * MINUTE);
      expect(await status(made.id)).toBe('succeeded');
      expect((await call(`GET /v1/customers/${UWE}`)).status).toBe(200);
    });
  });

  it('signs its events under every living secret and tries for three days (docs.stripe.com/webhooks)', async () => {
    const receiver = await new Receiver().open();
    receiver.answer = { status: 500 };
    const endpoint = world.simulator.control.listen(receiver.url, ['customer.deleted']);
    const [old] = endpoint.secrets;
    world.simulator.control.rollSecret(endpoint);
    await call(`DELETE /v1/customers/${UWE}`);
    for (let hour = 0; hour < 90; hour++) {
      await world.simulator.webhooks!.deliver();
      world.clock.advance(HOUR);
    }
    expect(receiver.received.length).toBeGreaterThan(5);
    expect(world.simulator.webhooks!.pending).toBe(0);
    const [got] = receiver.received;
    const header = got?.headers['stripe-signature'] ?? '';
    const stamp = /t=(\d+)/.exec(header)?.[1];
    expect(header.match(/v1=/g)).toHaveLength(2);
    expect(header).toContain(`v1=${createHmac('sha256', old!).update(`${stamp}.${got?.body}`).digest('hex')}`);
    expect(new Set(receiver.received.map(({ body }) => (JSON.parse(body) as { id: string }).id)).size).toBe(1);
    await receiver.close();
  });
});
