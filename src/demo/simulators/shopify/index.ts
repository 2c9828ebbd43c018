import type { FastifyRequest } from 'fastify';
import { same } from '../ground/authorization.js';
import { fullName, type SimulatedPerson } from '../ground/people.js';
import { never } from '../ground/quotas.js';
import type { Dialect, Vendor } from '../ground/simulator.js';
import { refuse } from '../ground/vendor-error.js';
import { CLIENT_SECRET, MANDATORY, SHOP } from './notifications.js';
import type { Customer, Order } from './records.js';
import { graphqlRoute, POINTS, RESTORED } from './graphql.route.js';
import { noAddress } from './graph.js';
import { customerRoutes } from './routes.js';
import { World } from './world.js';

const TOKEN = 'simulated-shopify-admin-token';

export interface ShopifyControl {
  scopes: Set<string>;
  customers: ReadonlyMap<number, Customer>;
  orders: ReadonlyMap<number, Order>;
  customerIdOf(personKey: number): number;
  order(customerId: number): Order;
  /** What the shop's owner does in the admin. */
  requestData(customerId: number): void;
  requestErasure(customerId: number): void;
  /** @returns false where none was pending. */
  cancelErasure(customerId: number): boolean;
  merge(from: number, into: number): void;
  uninstallApp(): void;
  listen(url: string, topics?: readonly string[]): void;
}

/** https://shopify.dev/docs/api/usage/response-codes */
const dialect: Dialect = {
  notFound: () => ({ status: 404, body: { errors: 'Not Found' } }),
  unreadable: () => ({ status: 400, body: { errors: { base: ['JSON is malformed'] } } }),
  invalid: (faults) => ({
    status: 400,
    body: { errors: Object.fromEntries(faults.map(({ field, at, message }) => [field ?? at.slice(1), message])) },
  }),
  throttled: ({ retryAfter }) => ({
    status: 429,
    body: {
      errors: 'Exceeded 2 calls per second for api client. Reduce request rates to resume uninterrupted service.',
    },
    headers: { 'retry-after': `${retryAfter}.0` },
  }),
  failed: (status) => ({ status, body: { errors: 'Internal Server Error' } }),
  quotaHeaders(verdicts): Record<string, string> {
    const [bucket] = verdicts;
    return bucket
      ? { 'x-shopify-shop-api-call-limit': `${bucket.quota.limit - bucket.remaining}/${bucket.quota.limit}` }
      : {};
  },
};

export const shopify: Vendor<ShopifyControl> = {
  name: 'shopify',
  title: 'Shopify',
  pages: [
    'https://shopify.dev/docs/apps/build/compliance/privacy-law-compliance',
    'https://shopify.dev/docs/api/admin-rest/latest/resources/customer',
    'https://shopify.dev/docs/api/admin-graphql/latest',
  ],
  // A bucket of 40 that leaks two a second: https://shopify.dev/docs/api/usage/limits#rest-admin-api-rate-limits
  quotas: [
    { name: 'bucket', limit: 40, kind: 'bucket', seconds: 20, counts: ({ url }) => !url.includes('/graphql') },
    { name: POINTS, limit: 20 * RESTORED, kind: 'bucket', seconds: 20, counts: never },
  ],
  dialect,
  rewrite: (url) => url.replace(/\.json(?=\?|$)/, ''),
  open(stage) {
    const world = new World(stage);
    for (const person of stage.people) if (person.email) seed(world, person, person.email);
    customerRoutes(stage.app, world);
    graphqlRoute(stage.app, world);
    return {
      credentials: { shop: SHOP, accessToken: TOKEN, clientSecret: CLIENT_SECRET },
      authenticate,
      settle: () => world.settle(),
      webhooks: world.notifications.sender,
      control: {
        scopes: world.scopes,
        customers: world.customers,
        orders: world.orders,
        customerIdOf,
        order: (id) => order(world, world.customer(id)),
        requestData: (id) => world.requestData(world.customer(id)),
        requestErasure: (id) => world.requestErasure(world.customer(id)),
        cancelErasure: (id) => world.cancelErasure(id),
        merge: (from, into) => world.merge(from, into),
        uninstallApp: () => world.uninstall(),
        listen: (url, topics = MANDATORY) => void world.notifications.endpoints.push({ url, topics }),
      },
    };
  },
};

const customerIdOf = (key: number): number => 7_000_000_000_000 + key;

function seed(world: World, person: SimulatedPerson, email: string): void {
  const customer: Customer = {
    id: customerIdOf(person.key),
    email: email.toLowerCase(),
    phone: person.phone,
    first_name: person.firstName,
    last_name: person.lastName,
    note: null,
    tags: person.newsletter ? 'newsletter' : '',
    created_at: person.createdAt,
    updated_at: person.createdAt,
    orders_count: 0,
    lastOrderAt: null,
    address: person.city ? { ...noAddress, name: fullName(person), city: person.city, country: person.country } : null,
    dataSaleOptOut: false,
  };
  world.customers.set(customer.id, customer);
}

function order(world: World, customer: Customer): Order {
  const number = world.stage.numbering.next('order', 1001);
  const made: Order = {
    id: 5_000_000_000_000 + number,
    customerId: customer.id,
    email: customer.email,
    phone: customer.phone,
    note: null,
    address: customer.address ?? { ...noAddress, name: [customer.first_name, customer.last_name].join(' ') },
    total: '49.90',
    name: `#${number}`,
    created_at: world.now(),
  };
  world.orders.set(made.id, made);
  customer.orders_count += 1;
  customer.lastOrderAt = made.created_at;
  return made;
}

function authenticate(request: FastifyRequest): void {
  const token = request.headers['x-shopify-access-token'];
  if (typeof token === 'string' && same(token, TOKEN)) return;
  refuse(401, { errors: '[API] Invalid API key or access token (unrecognized login or wrong password)' });
}
