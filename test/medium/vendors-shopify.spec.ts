import { HTTP_FAULTS } from '../../src/connectors/kit/conformance/faulty-http.js';
import { conformance } from '../../src/connectors/kit/conformance.js';
import type { Http } from '../../src/connectors/kit/http/http.js';
import { person } from '../../src/demo/simulators/ground/people.js';
import { DAY, SECOND } from '../kit/simulated-vendors.js';
import { Asking, CONTROLLER, type Steps } from '../kit/vendors/asking.js';
import { VendorWorld } from '../kit/vendors/vendor-world.js';

const people = [
  person({ key: 1, firstName: 'Wilma', lastName: 'Abendroth', email: 'wilma@example.org', city: 'Kiel' }),
  person({
    key: 2,
    firstName: 'Konrad',
    lastName: 'Zuse-Mertens',
    email: 'konrad@example.org',
    phone: '+4917139200077',
  }),
  person({ key: 3, email: 'drittes@example.org' }),
  person({ key: 4, firstName: 'Ilse', lastName: 'Ohnekauf', email: 'ilse@example.org' }),
];
const idOf = (key: number): number => 7_000_000_000_000 + key;
const customer = (key: number): string => `customers/${idOf(key)}`;
const order = (number: number): string => `orders/${5_000_000_001_000 + number}`;

const world = new VendorWorld('shopify', {
  people,
  base: '/admin/api/2026-07',
  connection: ({ accessToken }) => ({ address: { shop: 'nordlicht' }, apiKey: accessToken! }),
  isWrite: (_url, { body }) => String(body).includes('"mutation'),
  prepare: ({ control }) => {
    for (const key of [1, 1, 2, ...Array.from({ length: 60 }, () => 3)]) control.order(idOf(key));
  },
});
const stepFor: Steps = () => ({ action: 'delete' });
const WILMA = [{ kind: 'email', value: 'wilma@example.org' }];
const ILSE = [{ kind: 'email', value: 'ilse@example.org' }];
const hers = [customer(1), order(1), order(2)];

conformance('shopify', {
  controller: CONTROLLER,
  nobody: [
    { kind: 'email', value: 'niemand@example.org' },
    { kind: 'customer_id', value: '12' },
  ],
  someone: { identifiers: WILMA, records: hers },
  several: {
    identifiers: [
      { kind: 'email', value: 'konrad.unbekannt@example.org' },
      { kind: 'phone', value: '+4917139200077' },
    ],
    records: [customer(2), order(3)],
  },
  many: {
    identifiers: [{ kind: 'customer_id', value: String(idOf(3)) }],
    records: [customer(3), ...Array.from({ length: 60 }, (_one, at) => order(4 + at))],
  },
  stepFor,
  replaceSomeone: async () => {
    Object.assign(world.simulator.control.customers.get(idOf(1))!, {
      first_name: 'Ganz',
      last_name: 'Anders',
      email: 'anders@example.org',
    });
  },
  reset: () => world.again(),
  stop: () => world.stop(),
  snapshot: async () => {
    const { customers, orders } = world.simulator.control;
    return new Map([
      ...[...customers.values()]
        .filter(({ first_name, email }) => first_name !== null || email !== null)
        .map((one) => [`customers/${one.id}`, JSON.stringify(one)] as const),
      ...[...orders.values()]
        .filter(({ email }) => email !== null)
        .map((one) => [`orders/${one.id}`, JSON.stringify(one)] as const),
    ]);
  },
  connect: (fault) => world.connect(fault),
  faults: HTTP_FAULTS,
  later: async () => world.clock.advance(30 * DAY),
});

describe('shopify', () => {
  beforeEach(() => world.again());
  afterAll(() => world.stop());

  const asking = async (identifiers = WILMA, steps: Steps = stepFor): Promise<Asking> =>
    new Asking(await world.connect(), steps, identifiers);
  const pass = (until: Date): void => world.clock.set(until);
  const daysSince = (before: Date): number => (world.clock.now().getTime() - before.getTime()) / DAY;

  it('says that an erasure may take half a year, and what stays', async () => {
    const { done } = (await world.connect()).describe();
    expect(done).toMatchObject({ deletion: 'soft', after: 'P190D' });
    expect(JSON.stringify(done.residue)).toMatch(/Bestellungen bleiben mit Nummer/);
  });

  it('copies a customer with her addresses and her orders', async () => {
    const she = await asking();
    const copies = await she.collect(await she.locate());
    expect(copies.get(customer(1))).toMatchObject({
      first_name: 'Wilma',
      email: 'wilma@example.org',
      addresses: [{ city: 'Kiel' }],
    });
    expect(copies.get(order(1))).toMatchObject({ number: '#1001', shipping_address: { name: 'Wilma Abendroth' } });
  });

  it('waits ten days for somebody who has not ordered', async () => {
    const before = world.clock.now();
    const she = await asking(ILSE);
    const records = await she.locate();
    const { result, pending } = await she.eraseToTheEnd(records, pass);
    expect(result.status).toBe('done');
    expect(pending.length).toBeGreaterThan(3);
    expect(daysSince(before)).toBeGreaterThanOrEqual(10);
    expect(daysSince(before)).toBeLessThan(12);
    expect(await she.residue(records)).toEqual([]);
    expect(await she.names()).toEqual([]);
  });

  it('waits half a year after an order, asks once, and leaves the figures of orders', async () => {
    const before = world.clock.now();
    const she = await asking();
    const records = await she.locate();
    const { result, pending } = await she.eraseToTheEnd(records, pass);
    expect(result.status).toBe('done');
    expect(daysSince(before)).toBeGreaterThan(180);
    expect(daysSince(before)).toBeLessThan(185);
    expect(pending.length).toBeLessThan(220);
    expect(await she.residue(records)).toEqual([]);
    expect([...world.simulator.control.orders.values()][0]).toMatchObject({
      name: '#1001',
      total: '49.90',
      email: null,
    });
  });

  it('tells a person when somebody has cancelled the erasure', async () => {
    const she = await asking(ILSE);
    const records = await she.locate();
    expect(await she.erase(records)).toMatchObject({ status: 'pending' });
    expect(world.simulator.control.cancelErasure(idOf(4))).toBe(true);
    const { result } = await she.eraseToTheEnd(records, pass);
    expect(result).toMatchObject({ status: 'refused', reason: 'wait-expired', collection: 'customers' });
    expect(await she.residue(records)).toEqual([customer(4)]);
  });

  it('is not fooled by a mutation that is answered and not carried out', async () => {
    const she = await asking(ILSE);
    const records = await she.locate();
    world.simulator.modes.set({ kind: 'lying', on: 'graphql' });
    const { result } = await she.eraseToTheEnd(records, pass);
    expect(result).toMatchObject({ status: 'refused', reason: 'wait-expired' });
    expect(await she.residue(records)).toEqual([customer(4)]);
  });

  it('does not redact orders that a law keeps', async () => {
    const she = await asking(WILMA, ({ collection }) => (collection === 'orders' ? null : { action: 'delete' }));
    expect(await she.erase(await she.locate())).toMatchObject({
      status: 'refused',
      reason: 'constraint',
      collection: 'orders',
    });
    expect(world.simulator.control.cancelErasure(idOf(1))).toBe(false);
  });

  it('empties a customer and leaves her orders, for companies that keep their invoices by them', async () => {
    const empty = { first_name: null, last_name: { constant: '-' }, email: null, phone: null, addresses: null };
    const she = await asking(WILMA, ({ collection }) =>
      collection === 'orders' ? null : { action: 'mask', mask: empty },
    );
    const records = await she.locate();
    expect(await she.erase(records)).toMatchObject({ status: 'done' });
    expect(world.simulator.control.customers.get(idOf(1))).toMatchObject({
      first_name: null,
      last_name: '-',
      email: null,
      address: null,
    });
    expect([...world.simulator.control.orders.values()][0]).toMatchObject({ email: 'wilma@example.org' });
    expect(await she.residue(records)).toEqual([]);
  });

  it('finds a merged customer under the one that stayed, and calls nothing done that lies there', async () => {
    const she = await asking();
    const records = await she.locate();
    world.simulator.control.merge(idOf(1), idOf(4));
    const { result } = await she.eraseToTheEnd(records, pass);
    expect(result.status).toBe('refused');
    expect([...world.simulator.control.orders.values()][0]).toMatchObject({ email: 'wilma@example.org' });
    expect(await (await asking(ILSE)).names()).toEqual([customer(4), order(1), order(2)]);
  });

  it('waits when it is told that its points are used up, although the status is 200', async () => {
    const { url, credentials } = world.simulator;
    // Somebody else of the same app has used up what there is.
    const query = `{ customer(id: "gid://shopify/Customer/${idOf(1)}") { orders(first: 250) { nodes { customer { id } } } } }`;
    let answer = '';
    while (!answer.includes('THROTTLED')) {
      const headers = { 'x-shopify-access-token': credentials.accessToken!, 'content-type': 'application/json' };
      const body = JSON.stringify({ query });
      const path = '/admin/api/2026-07/graphql.json';
      answer = await (await fetch(`${url}${path}`, { method: 'POST', headers, body })).text();
    }
    const tools = world.reaching();
    let throttled = 0;
    const http: Http = {
      request: async (address, request) => {
        const given = await tools.http.request(address, request);
        if (given.body.includes('THROTTLED')) throttled++;
        return given;
      },
    };
    const she = new Asking(world.factory.create(world.map(url), { ...tools, http }), stepFor, WILMA);
    const before = world.clock.now().getTime();
    for (let count = 0; count < 4; count++) expect(await she.names()).toEqual(hers);
    expect(throttled).toBeGreaterThan(0);
    expect(world.clock.now().getTime() - before).toBeGreaterThanOrEqual(2 * SECOND);
  });

  it('waits as long as Retry-After says', async () => {
    const she = await asking(ILSE);
    const before = world.clock.now().getTime();
    world.simulator.modes.set({ kind: 'throttling', retryAfter: '9', times: 1 });
    expect(await she.names()).toEqual([customer(4)]);
    expect(world.clock.now().getTime() - before).toBeGreaterThanOrEqual(9 * SECOND);
  });

  it('takes a missing right for a missing right, never for a customer who is gone', async () => {
    const she = await asking();
    const records = await she.locate();
    world.simulator.control.scopes.delete('read_customers');
    await expect(she.locate()).rejects.toMatchObject({ code: 'refused', reason: 'no-right' });
    await expect(she.reread(records)).rejects.toMatchObject({ reason: 'no-right' });
    expect((await she.erase(records)).status).toBe('refused');
  });

  it('says which rights the app lacks', async () => {
    const connector = await world.connect();
    expect(await connector.check()).toMatchObject({ reachable: true, rights: ['read', 'update', 'delete'] });
    world.simulator.control.scopes.delete('read_all_orders');
    const health = await connector.check();
    expect(health.rights).toEqual(['read', 'update']);
    expect(health.problems).toContainEqual(expect.objectContaining({ code: 'missing-right', collection: 'customers' }));
  });

  it('records an opt-out from the sale of data', async () => {
    const connector = await world.connect();
    const flagged = await connector.flag!({
      controller: CONTROLLER,
      flag: 'optOut',
      people: [
        { person: 'she', identifiers: WILMA },
        { person: 'nobody', identifiers: [{ kind: 'email', value: 'niemand@example.org' }] },
      ],
    });
    expect(flagged).toEqual([
      { person: 'she', status: 'acknowledged', records: 1 },
      { person: 'nobody', status: 'not-found', records: 0 },
    ]);
    expect(world.simulator.control.customers.get(idOf(1))).toMatchObject({ dataSaleOptOut: true });
    expect(world.simulator.control.customers.get(idOf(2))).toMatchObject({ dataSaleOptOut: false });
  });
});
