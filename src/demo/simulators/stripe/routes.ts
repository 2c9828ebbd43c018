import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Form } from '../ground/form.js';
import { listOf, parametersOf, text } from './parameters.js';
import type { Customer } from './records.js';
import { redactionView } from './redactions.js';
import { fail, missing } from './refusals.js';
import { chargeView, customerView, type World } from './world.js';

type Id = { Params: { id: string } };
const WRITABLE = ['email', 'name', 'phone', 'description', 'metadata'] as const;
const PAGING = ['limit', 'starting_after', 'ending_before'];

/** https://docs.stripe.com/api/customers */
export function customerRoutes(app: FastifyInstance, world: World): void {
  app.get('/v1/customers', (request) => {
    const given = parametersOf(request, [...PAGING, 'email', 'created']);
    const email = text(given.email);
    // The address is compared as it is written, capitals and all.
    const all = [...world.customers.values()].filter(
      (one) => !one.deleted && (email === undefined || one.email === email),
    );
    return listOf(request, given, all, customerView);
  });
  app.get('/v1/customers/search', (request) => {
    const given = parametersOf(request, ['query', 'limit', 'page']);
    const [, field = '', value = ''] = /^(\w+)[:~]\s*['"]([^'"]*)['"]$/.exec(text(given.query) ?? '') ?? [];
    if (!['email', 'name', 'phone'].includes(field))
      fail(400, { message: 'We were unable to parse your search query.', param: 'query' });
    const found = world.index
      .visible()
      .filter((one) => one[field as 'email' | 'name' | 'phone']?.toLowerCase().includes(value.toLowerCase()));
    return {
      object: 'search_result',
      url: '/v1/customers/search',
      has_more: false,
      next_page: null,
      data: found.map(customerView),
    };
  });
  app.get<Id>('/v1/customers/:id', (request) => customerView(world.customer(request.params.id)));
  app.post('/v1/customers', (request) => {
    const customer: Customer = {
      id: `cus_${world.stage.numbering.word('customer', 14)}`,
      email: null,
      name: null,
      phone: null,
      description: null,
      metadata: {},
      created: world.now(),
      deleted: false,
    };
    assign(customer, parametersOf(request, WRITABLE));
    world.put(customer);
    world.notifications.tell('customer.created', customerView(customer));
    return customerView(customer);
  });
  app.post<Id>('/v1/customers/:id', (request) => {
    const customer = living(world, request.params.id);
    assign(customer, parametersOf(request, WRITABLE));
    world.put(customer);
    world.notifications.tell('customer.updated', customerView(customer));
    return customerView(customer);
  });
  app.delete<Id>('/v1/customers/:id', (request) => {
    const customer = living(world, request.params.id);
    world.stage.destroy(request, [() => world.delete(customer)]);
    return { id: customer.id, object: 'customer', deleted: true };
  });
  app.get('/v1/charges', (request) => {
    const given = parametersOf(request, [...PAGING, 'customer']);
    const customer = text(given.customer);
    return listOf(
      request,
      given,
      [...world.charges.values()].filter((one) => !customer || one.customer === customer),
      chargeView,
    );
  });
  app.get<Id>('/v1/charges/:id', (request) =>
    chargeView(world.charges.get(request.params.id) ?? missing('charge', request.params.id)),
  );
}

/** https://docs.stripe.com/api/privacy/redaction-job (preview) */
export function redactionRoutes(app: FastifyInstance, world: World): void {
  const { redactions } = world;
  app.post('/v1/privacy/redaction_jobs', (request) => {
    preview(request);
    const given = parametersOf(request, ['objects', 'validation_behavior']);
    const objects = (given.objects ?? {}) as Form;
    const unknown = Object.keys(objects).find((kind) => kind !== 'customers');
    if (unknown) fail(400, { message: `objects[${unknown}] is not simulated.`, param: `objects[${unknown}]` });
    const behavior = text(given.validation_behavior) ?? 'error';
    if (behavior !== 'error' && behavior !== 'fix')
      fail(400, { message: 'Invalid validation_behavior: must be one of error or fix', param: 'validation_behavior' });
    const customers = [objects.customers ?? []].flat().filter((id) => typeof id === 'string');
    const job = redactions.create(customers, behavior as 'error' | 'fix', world.stage.modes.of(request) === 'lying');
    return redactionView(job);
  });
  app.get('/v1/privacy/redaction_jobs', (request) => {
    preview(request);
    return listOf(request, parametersOf(request, [...PAGING, 'status']), [...redactions.jobs.values()], redactionView);
  });
  app.get<Id>(
    '/v1/privacy/redaction_jobs/:id',
    (request) => (preview(request), redactionView(redactions.job(request.params.id))),
  );
  app.get<Id>('/v1/privacy/redaction_jobs/:id/validation_errors', (request) => {
    preview(request);
    const view = ({
      id,
      code,
      message,
      objectId,
    }: {
      id: string;
      code: string;
      message: string;
      objectId: string;
    }): object => ({
      id,
      object: 'privacy.redaction_job_validation_error',
      code,
      message,
      erroring_object: { id: objectId, object_type: objectId.startsWith('cus_') ? 'customer' : 'charge' },
    });
    return listOf(request, parametersOf(request, PAGING), redactions.job(request.params.id).errors, view);
  });
  const moves = [
    ['run', ['ready'], 'redacting'],
    ['validate', ['failed'], 'validating'],
    ['cancel', ['ready', 'failed'], 'canceling'],
  ] as const;
  for (const [name, from, to] of moves) {
    app.post<Id>(`/v1/privacy/redaction_jobs/:id/${name}`, (request) => {
      preview(request);
      const job = redactions.job(request.params.id);
      redactions.move(job, from, to);
      if (world.stage.modes.of(request) === 'lying') job.lying = true;
      return redactionView(job);
    });
  }
}

/** A preview is asked for by its version; what the vendor says without one is not documented. */
function preview(request: FastifyRequest): void {
  const version = request.headers['stripe-version'];
  if (typeof version === 'string' && /^\d{4}-\d{2}-\d{2}\.preview$/.test(version)) return;
  fail(400, { message: 'This endpoint needs a preview version of the API in the Stripe-Version header.' });
}

function living(world: World, id: string): Customer {
  const customer = world.customer(id);
  return customer.deleted ? missing('customer', id) : customer;
}

function assign(customer: Customer, given: Form): void {
  for (const name of WRITABLE) {
    const value = given[name];
    if (value === undefined) continue;
    if (name === 'metadata') Object.assign(customer.metadata, value);
    else customer[name] = text(value) || null;
  }
}
