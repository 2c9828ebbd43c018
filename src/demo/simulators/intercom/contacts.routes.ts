import type { FastifyInstance, FastifyRequest } from 'fastify';
import { refuse } from '../ground/vendor-error.js';
import { pageOf } from './paging.js';
import { type Filter, holds } from './query.js';
import type { Contact } from './records.js';
import { errorList, invalid } from './refusals.js';
import type { World } from './world.js';

type Id = { Params: { id: string } };
type Given = Partial<
  Pick<Contact, 'role' | 'external_id' | 'email' | 'phone' | 'name' | 'unsubscribed_from_emails' | 'custom_attributes'>
>;

const text = { type: ['string', 'null'] };
const body = {
  type: 'object',
  properties: {
    role: { enum: ['user', 'lead'] },
    external_id: text,
    email: text,
    phone: text,
    name: text,
    unsubscribed_from_emails: { type: 'boolean' },
    custom_attributes: { type: 'object' },
  },
};
/** Anything else is ignored, as the vendor does with standard attributes that it does not know. */
const SETTABLE = Object.keys(body.properties) as (keyof Given)[];

/** https://developers.intercom.com/docs/references/rest-api/api.intercom.io/contacts */
export function contactRoutes(app: FastifyInstance, world: World): void {
  app.get('/contacts', (request) =>
    pageOf(
      request.query as Record<string, string>,
      [...world.contacts.values()].filter((one) => !one.archived).map(view),
    ),
  );
  app.post<{ Body: Given }>('/contacts', { schema: { body } }, (request) => view(create(world, request.body)));
  app.post<{ Body: { query?: Filter; pagination?: { per_page?: number; starting_after?: string } } }>(
    '/contacts/search',
    (request) => {
      const { query, pagination = {} } = request.body ?? {};
      if (!query) return invalid('query is required', 'parameter_not_found');
      const found = world.index.visible().filter((contact) => holds(query, contact));
      const { per_page: size, starting_after: after } = pagination;
      return pageOf(
        { ...(size ? { per_page: String(size) } : {}), ...(after ? { starting_after: after } : {}) },
        found.map(view),
      );
    },
  );
  app.get<Id>('/contacts/find_by_external_id/:id', (request) => {
    const contact = [...world.contacts.values()].find((one) => one.external_id === request.params.id && !one.archived);
    return view(contact ?? refuse(404, errorList('not_found', 'User Not Found')));
  });
  app.get<Id>('/contacts/:id', (request) => view(world.contact(request.params.id)));
  app.put<Id & { Body: Given }>('/contacts/:id', { schema: { body } }, (request) => {
    const contact = world.contact(request.params.id);
    world.checkUnique(request.body, contact);
    const unsubscribes = request.body.unsubscribed_from_emails === true && !contact.unsubscribed_from_emails;
    Object.assign(contact, settable(request.body));
    world.put(contact);
    if (unsubscribes) world.notifications.contact('unsubscribed', contact);
    return view(contact);
  });
  app.delete<Id>('/contacts/:id', (request) => {
    const contact = world.contact(request.params.id);
    world.stage.destroy(request, [() => world.delete(contact)]);
    return { ...reference(contact), deleted: true };
  });
  const hide = (request: FastifyRequest<Id>, archived: boolean): object => {
    const contact = world.contact(request.params.id);
    contact.archived = archived;
    world.put(contact);
    if (archived) world.notifications.contact('archived', contact);
    return { ...reference(contact), archived };
  };
  app.post<Id>('/contacts/:id/archive', (request) => hide(request, true));
  app.post<Id>('/contacts/:id/unarchive', (request) => hide(request, false));
  app.post<Id>('/contacts/:id/block', (request) => {
    world.contact(request.params.id).blocked = true;
    return { ...(hide(request, true) as Record<string, unknown>), blocked: true };
  });
  app.get<Id>('/contacts/:id/notes', (request) => {
    const { id } = world.contact(request.params.id);
    const notes = [...world.notes.values()].filter((note) => note.contactId === id);
    return pageOf(
      request.query as Record<string, string>,
      notes.map(({ contactId: _id, ...note }) => ({ type: 'note', ...note })),
    );
  });
  mergeRoute(app, world);
}

/** A lead into a user; the lead's id answers 410 afterwards. */
function mergeRoute(app: FastifyInstance, world: World): void {
  const merge = {
    type: 'object',
    required: ['from', 'into'],
    properties: { from: { type: 'string' }, into: { type: 'string' } },
  };
  app.post<{ Body: { from: string; into: string } }>('/contacts/merge', { schema: { body: merge } }, (request) => {
    const [lead, user] = [world.contact(request.body.from), world.contact(request.body.into)];
    if (lead.role !== 'lead' || user.role !== 'user')
      invalid('Merging can only be performed on a lead into a user', 'invalid_merge');
    for (const one of world.conversations.values()) if (one.contactId === lead.id) one.contactId = user.id;
    user.email ??= lead.email;
    user.phone ??= lead.phone;
    world.contacts.delete(lead.id);
    world.index.remove(lead.id);
    world.mergedInto.set(lead.id, user.id);
    world.put(user);
    world.notifications.merged(lead, user);
    return view(user);
  });
}

export function create(world: World, given: Given): Contact {
  if (!given.email && !given.external_id && given.role !== 'lead') {
    invalid('Either email or external_id must be provided for users', 'parameter_not_found');
  }
  if (given.role !== 'lead') world.checkUnique(given);
  const contact = newContact(world.stage.numbering.hex('contact', 24), world.now(), settable(given));
  world.put(contact);
  world.notifications.contact('created', contact);
  return contact;
}

export function newContact(id: string, at: number, given: Given): Contact {
  return {
    id,
    external_id: null,
    role: 'user',
    email: null,
    phone: null,
    name: null,
    unsubscribed_from_emails: false,
    custom_attributes: {},
    created_at: at,
    updated_at: at,
    archived: false,
    blocked: false,
    ...given,
  };
}

function settable(given: Given): Given {
  return Object.fromEntries(SETTABLE.filter((key) => given[key] !== undefined).map((key) => [key, given[key]]));
}

const reference = ({ id, external_id }: Contact): object => ({ type: 'contact', id, external_id });

function view(contact: Contact): object {
  const { archived: _archived, blocked: _blocked, ...shown } = contact;
  const list = { type: 'list', data: [], total_count: 0, has_more: false };
  return {
    type: 'contact',
    workspace_id: 'simulated',
    ...shown,
    owner_id: null,
    tags: list,
    notes: list,
    companies: list,
  };
}
