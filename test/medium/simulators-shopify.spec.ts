import { createHmac } from 'node:crypto';
import { person } from '../../src/demo/simulators/ground/people.js';
import { type Caller, caller, DAY, HOUR, Receiver, SECOND, started, type Started } from '../kit/simulated-vendors.js';

const ROOT = '/admin/api/2026-07';
const UWE = 7_000_000_000_001;
const ILSE = 7_000_000_000_002;

describe('the simulated Shopify', () => {
  let world: Started<'shopify'>;
  let call: Caller;
  let receiver: Receiver;

  beforeEach(async () => {
    world = await started('shopify', [
      person({ key: 1, firstName: 'Uwe', email: 'uwe@example.org' }),
      person({ key: 2, email: 'ilse@example.org' }),
    ]);
    call = caller(world.simulator.url, { 'x-shopify-access-token': world.simulator.credentials.accessToken! });
    receiver = await new Receiver().open();
  });

  afterEach(async () => {
    await world.simulator.stop();
    await receiver.close();
  });

  const erase = (name: string, id: number): ReturnType<Caller> =>
    call(`POST ${ROOT}/graphql.json`, {
      query: `mutation e($customerId: ID!) { ${name}(customerId: $customerId) { customerId userErrors { field message code } } }`,
      variables: { customerId: `gid://shopify/Customer/${id}` },
    });
  const topics = (): (string | undefined)[] => receiver.received.map(({ headers }) => headers['x-shopify-topic']);

  it('wants the token, finds, changes and pages (admin-rest/customer, pagination-rest)', async () => {
    expect((await call(`GET ${ROOT}/customers.json`, undefined, { 'x-shopify-access-token': 'x' })).status).toBe(401);
    expect((await call(`GET ${ROOT}/customers/search.json?query=email:uwe@example.org`)).json()).toMatchObject({
      customers: [{ id: UWE }],
    });
    expect((await call(`PUT ${ROOT}/customers/${UWE}.json`, { customer: { note: 'x' } })).json()).toMatchObject({
      customer: { note: 'x' },
    });
    const first = await call(`GET ${ROOT}/customers.json?limit=1`);
    const next = /<([^>]+)>; rel="next"/.exec(first.headers.get('link') ?? '')?.[1];
    expect((await call(`GET ${next}`)).json()).toMatchObject({ customers: [{ id: ILSE }] });
  });

  it('deletes only who has never ordered (admin-rest/customer#delete)', async () => {
    world.simulator.control.order(UWE);
    expect((await call(`DELETE ${ROOT}/customers/${UWE}.json`)).status).toBe(422);
    expect((await call(`DELETE ${ROOT}/customers/${ILSE}.json`)).status).toBe(200);
    expect((await call(`GET ${ROOT}/customers/${ILSE}.json`)).status).toBe(404);
  });

  it('leaks two calls a second out of a bucket of forty (usage/limits)', async () => {
    for (let count = 0; count < 40; count++) await call(`GET ${ROOT}/customers/${UWE}.json`);
    const refused = await call(`GET ${ROOT}/customers/${UWE}.json`);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1.0']);
    world.clock.advance(SECOND);
    expect((await call(`GET ${ROOT}/customers/${UWE}.json`)).headers.get('x-shopify-shop-api-call-limit')).toBe(
      '39/40',
    );
    expect((await call(`GET ${ROOT}/customers/${UWE}.json`)).status).toBe(200);
    expect((await call(`GET ${ROOT}/customers/${UWE}.json`)).status).toBe(429);
  });

  it('passes an erasure on after ten days, or six months after the last order (privacy-law-compliance#customers-redact)', async () => {
    world.simulator.control.listen(receiver.url);
    expect((await erase('customerRequestDataErasure', ILSE)).json()).toMatchObject({
      data: { customerRequestDataErasure: { userErrors: [] } },
    });
    world.simulator.control.order(UWE);
    await erase('customerRequestDataErasure', UWE);
    const due = async (): Promise<(number | undefined)[]> => {
      await call(`GET ${ROOT}/customers.json`);
      await world.simulator.webhooks!.deliver();
      return receiver.received.map(({ body }) => (JSON.parse(body) as { customer?: { id: number } }).customer?.id);
    };
    world.clock.advance(9 * DAY);
    expect(await due()).toEqual([]);
    world.clock.advance(DAY);
    expect(await due()).toEqual([ILSE]);
    world.clock.advance(160 * DAY);
    expect(await due()).toEqual([ILSE]);
    world.clock.advance(15 * DAY);
    expect(await due()).toEqual([ILSE, UWE]);
    expect(JSON.parse(receiver.received[1]?.body ?? '{}')).toMatchObject({
      shop_domain: 'nordlicht.myshopify.com',
      orders_to_redact: [expect.any(Number)],
    });
    expect(world.simulator.control.customers.get(UWE)?.email).toBeNull();
  });

  it('takes an erasure back, and knows whom it does not know', async () => {
    await erase('customerRequestDataErasure', ILSE);
    expect((await erase('customerCancelDataErasure', ILSE)).json()).toMatchObject({
      data: { customerCancelDataErasure: { userErrors: [] } },
    });
    expect((await erase('customerCancelDataErasure', ILSE)).text).toContain('NOT_BEING_ERASED');
    expect((await erase('customerRequestDataErasure', 5)).text).toContain('DOES_NOT_EXIST');
    expect((await erase('productDelete', 5)).json()).toHaveProperty('errors');
  });

  const graph = async (query: string, variables: object = {}): Promise<unknown> =>
    (await call(`POST ${ROOT}/graphql.json`, { query, variables })).json();
  const gid = (id: number): string => `gid://shopify/Customer/${id}`;

  it('answers what was asked for and nothing else, and errors with status 200 (admin-graphql)', async () => {
    world.simulator.control.order(UWE);
    const query = `query q($id: ID!, $after: String) { one: customer(id: $id) { firstName orders(first: 1, after: $after) {
      nodes { name } pageInfo { hasNextPage } } } none: customer(id: "gid://shopify/Customer/5") { id } }`;
    expect(await graph(query, { id: gid(UWE) })).toMatchObject({
      data: {
        one: { firstName: 'Uwe', orders: { nodes: [{ name: '#1001' }], pageInfo: { hasNextPage: false } } },
        none: null,
      },
    });
    const by = 'query q($by: CustomerIdentifierInput!) { customerByIdentifier(identifier: $by) { legacyResourceId } }';
    expect(await graph(by, { by: { emailAddress: 'Uwe@example.org' } })).toEqual({
      data: { customerByIdentifier: { legacyResourceId: String(UWE) } },
      extensions: expect.anything(),
    });
    expect(await graph(`{ customer(id: "${gid(UWE)}") { shoeSize } }`)).toMatchObject({
      errors: [{ extensions: { code: 'undefinedField' } }],
    });
    expect(await graph('{ customer(')).toMatchObject({ errors: [{ extensions: { code: 'parseError' } }] });
    world.simulator.control.scopes.delete('read_customers');
    expect(await graph(by, { by: { emailAddress: 'uwe@example.org' } })).toMatchObject({
      data: null,
      errors: [{ extensions: { code: 'ACCESS_DENIED' } }],
    });
  });

  it('counts what a query costs (apps/build/apis/graphql-admin/rate-limits)', async () => {
    const query = `{ customer(id: "${gid(UWE)}") { orders(first: 250) { nodes { customer { id } } } } }`;
    const answers: unknown[] = [];
    for (let count = 0; count < 4; count++) answers.push(await graph(query));
    expect(answers[2]).toMatchObject({ data: { customer: {} } });
    expect(answers[3]).toMatchObject({
      errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }],
      extensions: { cost: { actualQueryCost: null, throttleStatus: { maximumAvailable: 2000, restoreRate: 100 } } },
    });
    world.clock.advance(5 * SECOND);
    expect(await graph(query)).toMatchObject({ data: { customer: {} } });
  });

  it('keeps a name, a number or an address of each customer (mutations/customerUpdate)', async () => {
    const change = (input: object): Promise<unknown> =>
      graph(
        'mutation m($input: CustomerInput!) { customerUpdate(input: $input) { customer { id } userErrors { message } } }',
        {
          input: { id: gid(UWE), ...input },
        },
      );
    expect(await change({ firstName: null, lastName: null, email: null })).toMatchObject({
      data: {
        customerUpdate: { customer: null, userErrors: [{ message: expect.stringContaining('must have a name') }] },
      },
    });
    expect(await change({ firstName: null, lastName: '-', email: null })).toMatchObject({
      data: { customerUpdate: { userErrors: [] } },
    });
    expect(world.simulator.control.customers.get(UWE)).toMatchObject({ first_name: null, last_name: '-', email: null });
  });

  it('sends the three mandatory topics, signed over the body (webhooks/subscribe/https)', async () => {
    world.simulator.control.listen(receiver.url);
    world.simulator.control.requestData(UWE);
    world.simulator.control.uninstallApp();
    await world.simulator.webhooks!.deliver();
    world.clock.advance(48 * HOUR);
    await call(`GET ${ROOT}/customers.json`);
    await world.simulator.webhooks!.deliver();
    expect(topics()).toEqual(['customers/data_request', 'shop/redact']);
    const [got] = receiver.received;
    const secret = world.simulator.credentials.clientSecret!;
    expect(got?.headers['x-shopify-hmac-sha256']).toBe(
      createHmac('sha256', secret)
        .update(got?.body ?? '')
        .digest('base64'),
    );
    expect(JSON.parse(got?.body ?? '{}')).toMatchObject({
      customer: { id: UWE, email: 'uwe@example.org' },
      data_request: { id: expect.any(Number) },
    });
  });

  it('tries eight times more within four hours under one id (troubleshooting-webhooks)', async () => {
    receiver.answer = { status: 503 };
    world.simulator.control.listen(receiver.url);
    world.simulator.control.requestData(UWE);
    for (let quarter = 0; quarter < 24; quarter++) {
      await world.simulator.webhooks!.deliver();
      world.clock.advance(HOUR / 4);
    }
    expect(receiver.received).toHaveLength(9);
    expect(new Set(receiver.received.map(({ headers }) => headers['x-shopify-webhook-id'])).size).toBe(1);
    expect(world.simulator.webhooks!.pending).toBe(0);
  });
});
