import type { FastifyRequest } from 'fastify';
import { authorizationOf, basicOf, same } from '../ground/authorization.js';
import { readForms } from '../ground/form.js';
import { fullName, type SimulatedPerson } from '../ground/people.js';
import type { Vendor } from '../ground/simulator.js';
import { keepIdempotent } from './idempotency.js';
import type { Endpoint } from './notifications.js';
import type { Charge, Customer } from './records.js';
import { dialect, fail } from './refusals.js';
import { customerRoutes, redactionRoutes } from './routes.js';
import { World } from './world.js';

const SECRET_KEY = 'sk_simulated';

export interface StripeControl {
  customers: ReadonlyMap<string, Customer>;
  charges: ReadonlyMap<string, Charge>;
  customerIdOf(personKey: number): string;
  chargeIdOf(personKey: number): string;
  /** What keeps a customer from being redacted. */
  subscribe(customerId: string): void;
  dispute(chargeId: string, open: boolean): void;
  listen(url: string, events: readonly string[]): Endpoint;
  rollSecret(endpoint: Endpoint): string;
}

export const stripe: Vendor<StripeControl> = {
  name: 'stripe',
  title: 'Stripe',
  pages: [
    'https://docs.stripe.com/api/customers',
    'https://docs.stripe.com/api/privacy/redaction-job',
    'https://docs.stripe.com/webhooks',
  ],
  // https://docs.stripe.com/rate-limits : a hundred a second in live mode, twenty of the search.
  quotas: [
    { name: 'account', limit: 100, kind: 'sliding', seconds: 1 },
    { name: 'search', limit: 20, kind: 'sliding', seconds: 1, counts: ({ url }) => url.includes('/search') },
  ],
  dialect,
  open(stage) {
    const world = new World(stage);
    readForms(stage.app);
    keepIdempotent(stage.app);
    for (const person of stage.people) seed(world, person);
    customerRoutes(stage.app, world);
    redactionRoutes(stage.app, world);
    return {
      credentials: { secretKey: SECRET_KEY },
      authenticate,
      settle: () => world.redactions.settle(),
      webhooks: world.notifications.sender,
      control: {
        customers: world.customers,
        charges: world.charges,
        customerIdOf,
        chargeIdOf,
        subscribe: (id) => void world.subscribed.add(world.customer(id).id),
        dispute: (id, open) => {
          const charge = world.charges.get(id);
          if (charge) charge.disputed = open;
        },
        listen: (url, events) => world.notifications.add(url, events),
        rollSecret: (endpoint) => world.notifications.roll(endpoint),
      },
    };
  },
};

/** The key as user name or as bearer: https://docs.stripe.com/api/authentication */
function authenticate(request: FastifyRequest): void {
  const key = basicOf(request)?.user ?? authorizationOf(request, 'Bearer');
  if (key && same(key, SECRET_KEY)) return;
  fail(401, { message: key ? 'Invalid API Key provided.' : 'You did not provide an API key.' });
}

const customerIdOf = (key: number): string => `cus_simulated${key}`;
const chargeIdOf = (key: number): string => `ch_simulated${key}`;

function seed(world: World, person: SimulatedPerson): void {
  const created = Math.floor(Date.parse(person.createdAt) / 1000);
  const { email, phone } = person;
  const name = fullName(person);
  const metadata: Record<string, string> = person.customerNo ? { customer_no: person.customerNo } : {};
  const customer: Customer = {
    id: customerIdOf(person.key),
    email,
    name,
    phone,
    description: null,
    metadata,
    created,
    deleted: false,
  };
  world.customers.set(customer.id, customer);
  world.index.seed(customer.id, customer);
  const charge: Charge = {
    id: chargeIdOf(person.key),
    customer: customer.id,
    amount: 4990,
    created,
    billing_details: { name, email, phone },
    disputed: false,
    redacted: false,
  };
  world.charges.set(charge.id, charge);
}
