import type { FastifyRequest } from 'fastify';
import { customerType, gid, numberIn, orderType } from './graph.js';
import type { Customer } from './records.js';
import { accessDenied } from './refusals.js';
import type { World } from './world.js';

type Args = Readonly<Record<string, unknown>>;

/** Which scope each operation wants: https://shopify.dev/docs/api/usage/access-scopes */
const SCOPES: Readonly<Record<string, string>> = {
  customer: 'read_customers',
  customerByIdentifier: 'read_customers',
  order: 'read_orders',
  customerUpdate: 'write_customers',
  customerRequestDataErasure: 'write_customer_data_erasure',
  customerCancelDataErasure: 'write_customer_data_erasure',
  dataSaleOptOut: 'write_privacy_settings',
};

/** Queries and mutations that are known; what no integration of ours asks for is refused, not guessed. */
export function operationsOf(world: World, request: FastifyRequest): Readonly<Record<string, unknown>> {
  const operations: Record<string, (args: Args) => unknown> = {
    customer: ({ id }) => shown(world, world.customers.get(numberIn('Customer', id))),
    // https://shopify.dev/docs/api/admin-graphql/latest/queries/customerByIdentifier
    customerByIdentifier: ({ identifier }) => shown(world, byIdentifier(world, identifier as Args)),
    order: ({ id }) => {
      const order = world.orders.get(numberIn('Order', id));
      return order ? orderType(order) : null;
    },
    currentAppInstallation: () => ({ accessScopes: [...world.scopes].map((handle) => ({ handle })) }),
    customerUpdate: ({ input }) => updated(world, input as Args),
    // https://shopify.dev/docs/api/admin-graphql/latest/mutations/customerRequestDataErasure
    customerRequestDataErasure: ({ customerId }) => {
      const customer = world.customers.get(numberIn('Customer', customerId));
      if (!customer) return failed('customerId', 'Customer does not exist', 'DOES_NOT_EXIST');
      world.stage.destroy(request, [() => world.requestErasure(customer)]);
      return { customerId: gid('Customer', customer.id), userErrors: [] };
    },
    customerCancelDataErasure: ({ customerId }) => {
      const customer = world.customers.get(numberIn('Customer', customerId));
      if (!customer) return failed('customerId', 'Customer does not exist', 'DOES_NOT_EXIST');
      return world.cancelErasure(customer.id)
        ? { customerId: gid('Customer', customer.id), userErrors: [] }
        : failed('customerId', 'Customer is not scheduled for erasure', 'NOT_BEING_ERASED');
    },
    // https://shopify.dev/docs/api/admin-graphql/latest/mutations/dataSaleOptOut
    dataSaleOptOut: ({ email }) => {
      const customer = [...world.customers.values()].find((one) => one.email === email);
      if (!customer) return failed('email', 'Failed to opt out', 'FAILED');
      customer.dataSaleOptOut = true;
      return { customerId: gid('Customer', customer.id), userErrors: [] };
    },
  };
  return Object.fromEntries(
    Object.entries(operations).map(([name, run]) => [
      name,
      (args: Args) => {
        const scope = SCOPES[name];
        if (scope !== undefined && !world.scopes.has(scope)) throw accessDenied(name, scope);
        return run(args);
      },
    ]),
  );
}

const shown = (world: World, customer: Customer | undefined): object | null =>
  customer ? customerType(world, customer) : null;

const failed = (field: string, message: string, code: string): object => ({
  customerId: null,
  userErrors: [{ field: [field], message, code }],
});

function byIdentifier(world: World, { id, emailAddress, phoneNumber }: Args): Customer | undefined {
  if (id !== undefined) return world.customers.get(numberIn('Customer', id));
  const all = [...world.customers.values()];
  return typeof emailAddress === 'string'
    ? all.find((one) => one.email === emailAddress.toLowerCase())
    : all.find((one) => one.phone !== null && one.phone === phoneNumber);
}

const FIELDS = {
  firstName: 'first_name',
  lastName: 'last_name',
  email: 'email',
  phone: 'phone',
  note: 'note',
} as const;

/** A customer keeps a name, a telephone number or an address; the errors of this mutation have no code. */
function updated(world: World, { id, ...given }: Args): object {
  const customer = world.customers.get(numberIn('Customer', id));
  const refused = (message: string): object => ({ customer: null, userErrors: [{ field: ['id'], message }] });
  if (!customer) return refused('Customer does not exist');
  const changed = { ...customer };
  for (const [name, field] of Object.entries(FIELDS)) {
    if (Object.hasOwn(given, name)) changed[field] = (given[name] as string | null) || null;
  }
  if (![changed.first_name, changed.last_name, changed.email, changed.phone].some(Boolean))
    return refused('Customer must have a name, phone number or email address');
  if (Array.isArray(given.tags)) changed.tags = given.tags.join(', ');
  if (Array.isArray(given.addresses) && given.addresses.length === 0) changed.address = null;
  Object.assign(customer, changed, { updated_at: world.now() });
  world.notifications.tell('customers/update', { id: customer.id, email: customer.email });
  return { customer: customerType(world, customer), userErrors: [] };
}
