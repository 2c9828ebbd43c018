import type { FastifyInstance } from 'fastify';
import { paged } from './paging.js';
import type { Contact } from './records.js';
import { duplicate, invalid, notFound, wrongMethod } from './refusals.js';
import { emailsOf, type World } from './world.js';

type Id = { Params: { id: string } };
type Given = Partial<Contact>;

const text = { type: ['string', 'null'] };
const properties = {
  name: { type: 'string' },
  email: text,
  phone: text,
  mobile: text,
  unique_external_id: text,
  other_emails: { type: 'array', items: { type: 'string' } },
  language: { type: 'string' },
  description: text,
  tags: { type: 'array', items: { type: 'string' } },
};
const changes = { type: 'object', additionalProperties: false, properties };
const creation = { ...changes, required: ['name'] };
const merge = {
  type: 'object',
  required: ['primary_contact_id', 'secondary_contact_ids'],
  additionalProperties: false,
  properties: {
    primary_contact_id: { type: 'integer' },
    secondary_contact_ids: { type: 'array', items: { type: 'integer' } },
    contact: { type: 'object' },
  },
};

/** https://developers.freshdesk.com/api/#contacts */
export function contactRoutes(app: FastifyInstance, world: World): void {
  app.get<{ Querystring: Record<string, string | undefined> }>('/api/v2/contacts', (request, reply) => {
    const { email, phone, mobile, unique_external_id: external, state } = request.query;
    const all = [...world.contacts.values()].filter(
      (one) =>
        one.deleted === (state === 'deleted') &&
        (email === undefined || emailsOf(one).includes(email.toLowerCase())) &&
        (phone === undefined || one.phone === phone) &&
        (mobile === undefined || one.mobile === mobile) &&
        (external === undefined || one.unique_external_id === external),
    );
    return paged(world, request, reply, all.map(shown));
  });
  // A deleted contact is still shown by its id, and says so.
  app.get<Id>('/api/v2/contacts/:id', (request) => shown(world.contact(request.params.id)));
  app.post<{ Body: Given }>('/api/v2/contacts', { schema: { body: creation } }, (request, reply) =>
    reply.code(201).send(shown(create(world, request.body))),
  );
  app.put<Id & { Body: Given }>('/api/v2/contacts/:id', { schema: { body: changes } }, (request) => {
    const contact = world.contact(request.params.id);
    if (contact.deleted) wrongMethod();
    for (const email of [request.body.email, ...(request.body.other_emails ?? [])])
      if (email) world.checkEmail(email, contact);
    Object.assign(contact, request.body);
    world.put(contact);
    return shown(contact);
  });
  app.delete<Id>('/api/v2/contacts/:id', (request, reply) => {
    const contact = world.contact(request.params.id);
    if (contact.deleted) notFound();
    world.stage.destroy(request, [() => ((contact.deleted = true), world.put(contact))]);
    return reply.code(204).send();
  });
  app.put<Id>('/api/v2/contacts/:id/restore', (request, reply) => {
    const contact = world.contact(request.params.id);
    if (!contact.deleted) notFound();
    contact.deleted = false;
    world.put(contact);
    return reply.code(204).send();
  });
  // Destroys the tickets too. https://developers.freshdesk.com/api/#hard_delete_contact
  app.delete<Id & { Querystring: { force?: string } }>('/api/v2/contacts/:id/hard_delete', (request, reply) => {
    const contact = world.contact(request.params.id);
    // With which error the vendor refuses is not documented.
    if (!contact.deleted && request.query.force !== 'true')
      invalid('force', 'It should be true for a contact that is not deleted');
    world.stage.destroy(request, [() => world.hardDelete(contact)]);
    return reply.code(204).send();
  });
  app.post<{ Body: { primary_contact_id: number; secondary_contact_ids: number[] } }>(
    '/api/v2/contacts/merge',
    { schema: { body: merge } },
    (request, reply) => {
      const primary = world.contact(request.body.primary_contact_id);
      const others = request.body.secondary_contact_ids.map((id) => world.contact(id));
      for (const other of others) absorb(world, primary, other);
      world.put(primary);
      return reply.code(204).send();
    },
  );
  searchRoute(app, world);
}

/** `"email:'a@b.c'"`, at most 10 pages of 30, and not the deleted: https://developers.freshdesk.com/api/#filter_contacts */
function searchRoute(app: FastifyInstance, world: World): void {
  const fields: Readonly<Record<string, (contact: Contact) => string[]>> = {
    email: (contact) => [contact.email ?? ''],
    phone: (contact) => [contact.phone ?? ''],
    mobile: (contact) => [contact.mobile ?? ''],
    tag: (contact) => contact.tags,
    language: (contact) => [contact.language],
  };
  app.get<{ Querystring: { query?: string; page?: string } }>('/api/v2/search/contacts', (request) => {
    const quoted = /^"(.*)"$/.exec(request.query.query ?? '');
    if (!quoted) return invalid('query', 'It should be enclosed in double quotes');
    const alternatives = (quoted[1] ?? '').split(/\s+OR\s+/).map((part) => part.split(/\s+AND\s+/));
    const page = Number(request.query.page ?? 1);
    if (!(page >= 1 && page <= 10)) return invalid('page', 'It should be a number between 1 and 10');
    const matches = (contact: Contact, term: string): boolean => {
      const [, name = '', value = ''] = /^(\w+):'?([^']*)'?$/.exec(term.trim()) ?? [];
      const read = fields[name] ?? invalid('query', `Unexpected field ${name}`, 'invalid_field');
      return read(contact).some((one) => one.toLowerCase() === value.toLowerCase());
    };
    const results = world.index
      .visible()
      .filter((one) => alternatives.some((terms) => terms.every((term) => matches(one, term))));
    return { total: results.length, results: results.slice((page - 1) * 30, page * 30).map(shown) };
  });
}

export function create(world: World, given: Given): Contact {
  const { email, phone, mobile, unique_external_id: external } = given;
  if (!email && !phone && !mobile && !external)
    invalid('email', 'Please fill at least 1 of email, mobile, phone, unique_external_id fields', 'missing_field');
  if (email) world.checkEmail(email);
  const holder = [...world.contacts.values()].find((one) => external && one.unique_external_id === external);
  if (holder) duplicate('unique_external_id', holder.id);
  const contact = newContact(world.stage.numbering.next('contact', 43_900_000_001), world.now(), given);
  world.put(contact);
  return contact;
}

export function newContact(id: number, at: string, given: Given): Contact {
  return {
    id,
    name: '',
    email: null,
    phone: null,
    mobile: null,
    unique_external_id: null,
    other_emails: [],
    language: 'de',
    description: null,
    tags: [],
    active: true,
    deleted: false,
    created_at: at,
    updated_at: at,
    ...given,
  };
}

/** The secondary is left as a deleted one without tickets and addresses. */
function absorb(world: World, primary: Contact, other: Contact): void {
  for (const ticket of world.tickets.values()) if (ticket.requester_id === other.id) ticket.requester_id = primary.id;
  primary.other_emails.push(...emailsOf(other));
  Object.assign(other, {
    deleted: true,
    email: null,
    other_emails: [],
    phone: null,
    mobile: null,
    unique_external_id: null,
  });
  world.put(other);
}

/** Only the deleted say whether they are. */
function shown(contact: Contact): object {
  const { deleted, ...rest } = contact;
  return {
    ...rest,
    ...(deleted ? { deleted } : {}),
    view_all_tickets: false,
    time_zone: 'Berlin',
    job_title: null,
    company_id: null,
  };
}
