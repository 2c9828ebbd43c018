import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { seal, slice, unseal, wholeNumber } from '../ground/pages.js';
import { refuse } from '../ground/vendor-error.js';
import { gid } from './graph.js';
import { API_VERSION } from './notifications.js';
import type { Customer, Order } from './records.js';
import type { World } from './world.js';

type Id = { Params: { id: string } };
const ROOT = `/admin/api/${API_VERSION}`;
const SETTABLE = ['email', 'phone', 'first_name', 'last_name', 'note', 'tags'] as const;
const body = { type: 'object', required: ['customer'], properties: { customer: { type: 'object' } } };

/** https://shopify.dev/docs/api/admin-rest/latest/resources/customer */
export function customerRoutes(app: FastifyInstance, world: World): void {
  app.get(`${ROOT}/customers`, (request, reply) =>
    listed(world, request, reply, 'customers', [...world.customers.values()].map(view)),
  );
  app.get<{ Querystring: { query?: string } }>(`${ROOT}/customers/search`, (request, reply) => {
    const found = [...world.customers.values()].filter((one) => matches(one, request.query.query ?? ''));
    return listed(world, request, reply, 'customers', found.map(view));
  });
  app.get<Id>(`${ROOT}/customers/:id`, (request) => ({ customer: view(world.customer(request.params.id)) }));
  app.put<Id & { Body: { customer: Partial<Customer> } }>(`${ROOT}/customers/:id`, { schema: { body } }, (request) => {
    const customer = world.customer(request.params.id);
    const given = SETTABLE.filter((key) => request.body.customer[key] !== undefined);
    Object.assign(customer, Object.fromEntries(given.map((key) => [key, request.body.customer[key]])), {
      updated_at: world.now(),
    });
    world.notifications.tell('customers/update', view(customer));
    return { customer: view(customer) };
  });
  // Who has ordered cannot be deleted: https://shopify.dev/docs/api/admin-rest/latest/resources/customer#delete-customers-customer-id
  app.delete<Id>(`${ROOT}/customers/:id`, (request) => {
    const customer = world.customer(request.params.id);
    if (customer.orders_count > 0) refuse(422, { errors: { base: ['Error deleting customer'] } });
    world.stage.destroy(request, [
      () => {
        world.customers.delete(customer.id);
        world.notifications.tell('customers/delete', {
          id: customer.id,
          admin_graphql_api_id: gid('Customer', customer.id),
        });
      },
    ]);
    return {};
  });
  app.get<Id>(`${ROOT}/customers/:id/orders`, (request) => ({
    orders: world.ordersOf(world.customer(request.params.id).id).map(orderView),
  }));
}

/** `email:…`, `phone:…`, or words. */
function matches(customer: Customer, query: string): boolean {
  const [, key, value = ''] = /^(email|phone):"?([^"]*)"?$/.exec(query) ?? [];
  if (key) return (customer[key as 'email' | 'phone'] ?? '').toLowerCase() === value.toLowerCase();
  const text = [customer.first_name, customer.last_name, customer.email, customer.phone].join(' ').toLowerCase();
  return (
    query !== '' &&
    query
      .toLowerCase()
      .split(/\s+/)
      .every((word) => text.includes(word))
  );
}

/** `page_info` in a Link header: https://shopify.dev/docs/api/usage/pagination-rest */
function listed(
  world: World,
  request: FastifyRequest,
  reply: FastifyReply,
  name: string,
  all: readonly object[],
): FastifyReply {
  const query = request.query as Record<string, string | undefined>;
  const limit = wholeNumber(query.limit, 50, 1, 250) ?? refuse(400, { errors: { limit: 'must be 1 to 250' } });
  const offset = query.page_info
    ? (unseal<number>(query.page_info) ?? refuse(400, { errors: { page_info: 'Invalid value.' } }))
    : 0;
  const { items, more } = slice(all, offset, limit);
  if (more) {
    const next = new URL(request.originalUrl, world.stage.url());
    next.searchParams.set('page_info', seal(offset + limit));
    void reply.header('link', `<${next.href}>; rel="next"`);
  }
  return reply.send({ [name]: items });
}

function view({ lastOrderAt: _last, dataSaleOptOut: _sale, address: _address, ...customer }: Customer): object {
  return {
    ...customer,
    admin_graphql_api_id: gid('Customer', customer.id),
    state: 'enabled',
    verified_email: true,
    currency: 'EUR',
  };
}

const orderView = ({ customerId, total: _total, address: _address, ...order }: Order): object => ({
  ...order,
  customer: { id: customerId },
});
