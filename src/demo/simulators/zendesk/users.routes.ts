import type { FastifyInstance, FastifyReply } from 'fastify';
import { paged } from './paging.js';
import { type Identity, newUser, type User } from './records.js';
import { invalidAttribute, invalidRecord, notFound } from './refusals.js';
import { identityView, ticketView, userView } from './views.js';
import { ADMIN_ID } from './account.js';
import type { World } from './world.js';

type Id = { Params: { id: string } };
type Given = Record<string, unknown>;

/** What may be set; anything else is dropped with a warning, as the vendor does (github.com/Speedygeek/ZendeskApi_v2/issues/122). */
const SETTABLE = [
  'name',
  'email',
  'phone',
  'external_id',
  'locale',
  'notes',
  'details',
  'tags',
  'user_fields',
  'suspended',
  'role',
];
const IGNORED = [
  'id',
  'verified',
  'skip_verify_email',
  'time_zone',
  'identities',
  'organization_id',
  'alias',
  'signature',
];

const body = (name: string): object => ({
  body: { type: 'object', required: [name], properties: { [name]: { type: 'object' } } },
});

/** https://developer.zendesk.com/api-reference/ticketing/users/users/ */
export function userRoutes(app: FastifyInstance, world: World): void {
  app.get<{ Querystring: { role?: string; external_id?: string } }>('/api/v2/users', (request) => {
    const { role, external_id: externalId } = request.query;
    const users = [...world.users.values()].filter(
      (user) => user.active && (!role || user.role === role) && (!externalId || user.external_id === externalId),
    );
    return paged(
      world,
      request,
      'users',
      users.map((user) => userView(world, user)),
    );
  });
  app.get('/api/v2/users/me', () => ({ user: userView(world, world.user(ADMIN_ID)) }));
  app.get<{ Querystring: { ids?: string; external_ids?: string } }>('/api/v2/users/show_many', (request) => {
    const users = manyOf(world, request.query);
    return {
      users: users.map((user) => userView(world, user)),
      count: users.length,
      next_page: null,
      previous_page: null,
    };
  });
  app.get<Id>('/api/v2/users/:id', (request) => ({ user: userView(world, world.user(request.params.id)) }));
  app.post<{ Body: { user: Given } }>('/api/v2/users', { schema: body('user') }, (request, reply) => {
    const user = created(world, request.body.user, reply);
    return reply.code(201).send({ user: userView(world, user) });
  });
  app.put<Id & { Body: { user: Given } }>('/api/v2/users/:id', { schema: body('user') }, (request, reply) => {
    const user = world.user(request.params.id);
    if (!user.active) notFound();
    changed(world, user, request.body.user, reply);
    return { user: userView(world, user) };
  });
  app.get<Id>('/api/v2/users/:id/related', (request) => {
    const user = world.user(request.params.id);
    const requested = [...world.tickets.values()].filter((ticket) => ticket.requester_id === user.id);
    return {
      user_related: { requested_tickets: requested.length, assigned_tickets: 0, ccd_tickets: 0, followed_tickets: 0 },
    };
  });
  app.get<Id>('/api/v2/users/:id/tickets/requested', (request) => {
    const user = world.user(request.params.id);
    const requested = [...world.tickets.values()].filter(
      (ticket) => ticket.requester_id === user.id && ticket.deletedAt === null,
    );
    return paged(
      world,
      request,
      'tickets',
      requested.map((ticket) => ticketView(world, ticket)),
    );
  });
  identityRoutes(app, world);
}

/** https://developer.zendesk.com/api-reference/ticketing/users/user_identities/ */
function identityRoutes(app: FastifyInstance, world: World): void {
  app.get<Id>('/api/v2/users/:id/identities', (request) => {
    const { identities } = world.user(request.params.id);
    return paged(
      world,
      request,
      'identities',
      identities.map((one) => identityView(world, one)),
    );
  });
  app.post<Id & { Body: { identity: { type?: string; value?: string } } }>(
    '/api/v2/users/:id/identities',
    { schema: body('identity') },
    (request, reply) => {
      const user = world.user(request.params.id);
      const { type, value } = request.body.identity;
      if (type !== 'email' && type !== 'phone_number') invalidRecord('type', 'Type: is not supported');
      if (!value) invalidRecord('value', 'Value: cannot be blank', 'BlankValue');
      const identity = addIdentity(world, user, type, value, false);
      if (type === 'email') world.notifications.identity('identity_created', user, value);
      world.touchUser(user);
      return reply.code(201).send({ identity: identityView(world, identity) });
    },
  );
  app.delete<{ Params: { id: string; identity: string } }>(
    '/api/v2/users/:id/identities/:identity',
    (request, reply) => {
      const user = world.user(request.params.id);
      const identity = user.identities.find((one) => one.id === Number(request.params.identity)) ?? notFound();
      world.stage.destroy(request, [
        () => {
          user.identities = user.identities.filter((one) => one !== identity);
          if (user.email === identity.value) user.email = null;
          if (identity.type === 'email') world.notifications.identity('identity_deleted', user, identity.value);
          world.touchUser(user);
        },
      ]);
      return reply.code(204).send();
    },
  );
}

export function manyOf(world: World, query: { ids?: string; external_ids?: string }): User[] {
  const { ids, external_ids: externalIds } = query;
  if (!ids && !externalIds) invalidAttribute('ids or external_ids must be present');
  const wanted = new Set((ids ?? externalIds ?? '').split(','));
  if (wanted.size > 100) invalidAttribute('up to 100 ids may be given');
  return [...world.users.values()].filter((user) => wanted.has(ids ? String(user.id) : (user.external_id ?? '')));
}

export function created(world: World, given: Given, reply: FastifyReply | null): User {
  const user = newUser(world.stage.numbering.next('user', 900_000_000_001), world.now());
  assign(world, user, given, reply);
  if (!user.name) invalidRecord('name', 'Name: is too short (minimum is 1 characters)', 'ValueTooShort');
  world.touchUser(user);
  world.notifications.userCreated(user);
  return user;
}

function changed(world: World, user: User, given: Given, reply: FastifyReply): void {
  const before = { name: user.name, externalId: user.external_id };
  assign(world, user, given, reply);
  world.touchUser(user);
  if (user.name !== before.name) world.notifications.userChanged('name_changed', user, before.name);
  if (user.external_id !== before.externalId)
    world.notifications.userChanged('external_id_changed', user, before.externalId);
}

function assign(world: World, user: User, given: Given, reply: FastifyReply | null): void {
  const unknown = Object.keys(given).filter((key) => !SETTABLE.includes(key) && !IGNORED.includes(key));
  if (unknown.length > 0) {
    const keys = unknown.map((key) => `"user.${key}"`).join(', ');
    void reply?.header(
      'x-zendesk-api-warn',
      `Removed restricted keys [${keys}] from parameters according to whitelist`,
    );
  }
  if (typeof given.email === 'string') setEmail(world, user, given.email.toLowerCase());
  const known = SETTABLE.filter((key) => key !== 'email' && given[key] !== undefined);
  Object.assign(user, Object.fromEntries(known.map((key) => [key, given[key]])));
}

/** A new address becomes a further one; the first is the primary. */
function setEmail(world: World, user: User, email: string): void {
  if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email)) invalidRecord('email', `Email:  ${email} is not properly formatted`);
  const holder = world.holderOf(email);
  if (holder && holder !== user) {
    invalidRecord('email', `Email: ${email} is already being used by another user`, 'DuplicateValue');
  }
  if (!holder) addIdentity(world, user, 'email', email, user.email === null);
  user.email ??= email;
}

function addIdentity(world: World, user: User, type: Identity['type'], value: string, primary: boolean): Identity {
  if (type === 'email' && world.holderOf(value)) {
    invalidRecord('value', `Value: ${value} is already being used by another user`, 'DuplicateValue');
  }
  const identity: Identity = {
    id: world.stage.numbering.next('identity', 35_436),
    user_id: user.id,
    type,
    value: type === 'email' ? value.toLowerCase() : value,
    primary,
    verified: true,
  };
  user.identities.push(identity);
  return identity;
}
