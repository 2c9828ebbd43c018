import type { FastifyInstance } from 'fastify';
import { create } from './contacts.routes.js';
import { paged } from './paging.js';
import type { Conversation, Ticket } from './records.js';
import { invalid, notFound } from './refusals.js';
import { AGENT_ID, emailsOf, type World } from './world.js';

type Id = { Params: { id: string } };
type Given = Partial<Pick<Ticket, 'subject' | 'status' | 'priority' | 'source' | 'tags' | 'custom_fields'>> & {
  description?: string;
  email?: string;
  name?: string;
  requester_id?: number;
};

/** Older tickets are listed only with `updated_since`: https://developers.freshdesk.com/api/#list_all_tickets */
const LISTED_DAYS = 30;

const ticketFields = {
  subject: { type: 'string' },
  description: { type: 'string' },
  status: { enum: [2, 3, 4, 5] },
  priority: { enum: [1, 2, 3, 4] },
  source: { type: 'integer' },
  tags: { type: 'array', items: { type: 'string' } },
  custom_fields: { type: 'object' },
};
const changes = { type: 'object', additionalProperties: false, properties: ticketFields };
const creation = {
  type: 'object',
  additionalProperties: false,
  required: ['subject', 'description', 'status', 'priority'],
  properties: {
    ...ticketFields,
    email: { type: 'string' },
    name: { type: 'string' },
    requester_id: { type: 'integer' },
  },
};
const words = {
  type: 'object',
  required: ['body'],
  additionalProperties: false,
  properties: { body: { type: 'string' }, private: { type: 'boolean' }, user_id: { type: 'integer' } },
};

/** https://developers.freshdesk.com/api/#tickets */
export function ticketRoutes(app: FastifyInstance, world: World): void {
  app.get<{ Querystring: Record<string, string | undefined> }>('/api/v2/tickets', (request, reply) => {
    const { requester_id: requester, email, updated_since: since, filter } = request.query;
    const from = since ? Date.parse(since) : world.stage.clock.now().getTime() - LISTED_DAYS * 86_400_000;
    const all = [...world.tickets.values()].filter(
      (one) =>
        one.deleted === (filter === 'deleted') &&
        Date.parse(since ? one.updated_at : one.created_at) >= from &&
        (requester === undefined || one.requester_id === Number(requester)) &&
        (email === undefined || emailsOf(world.contact(one.requester_id)).includes(email.toLowerCase())),
    );
    return paged(world, request, reply, all.map(shown));
  });
  app.get<Id & { Querystring: { include?: string } }>('/api/v2/tickets/:id', (request) => {
    const ticket = world.ticket(request.params.id);
    const { include = '' } = request.query;
    return {
      ...shown(ticket),
      description_text: ticket.description_text,
      description: `<div>${ticket.description_text}</div>`,
      ...(include.includes('conversations') ? { conversations: conversationsOf(world, ticket).slice(0, 10) } : {}),
    };
  });
  app.post<{ Body: Given }>('/api/v2/tickets', { schema: { body: creation } }, (request, reply) =>
    reply.code(201).send(shown(createTicket(world, request.body))),
  );
  app.put<Id & { Body: Given }>('/api/v2/tickets/:id', { schema: { body: changes } }, (request) => {
    const ticket = world.ticket(request.params.id);
    const { description, ...rest } = request.body;
    const { custom_fields: custom, ...plain } = rest;
    Object.assign(ticket, plain, description === undefined ? {} : { description_text: description }, {
      updated_at: world.now(),
    });
    Object.assign(ticket.custom_fields, custom);
    world.run('ticket_updated', ticket);
    return shown(ticket);
  });
  app.delete<Id>('/api/v2/tickets/:id', (request, reply) => {
    const ticket = world.ticket(request.params.id);
    if (ticket.deleted) notFound();
    world.stage.destroy(request, [() => (ticket.deleted = true)]);
    return reply.code(204).send();
  });
  app.put<Id>('/api/v2/tickets/:id/restore', (request, reply) => {
    world.ticket(request.params.id).deleted = false;
    return reply.code(204).send();
  });
  conversationRoutes(app, world);
}

/** https://developers.freshdesk.com/api/#conversations */
function conversationRoutes(app: FastifyInstance, world: World): void {
  app.get<Id>('/api/v2/tickets/:id/conversations', (request, reply) =>
    paged(world, request, reply, conversationsOf(world, world.ticket(request.params.id))),
  );
  const speak = (id: string, body: string, isPrivate: boolean): Conversation => {
    const ticket = world.ticket(id);
    ticket.updated_at = world.now();
    return world.addConversation(ticket, { body, private: isPrivate, user_id: AGENT_ID, incoming: false });
  };
  app.post<Id & { Body: { body: string } }>(
    '/api/v2/tickets/:id/reply',
    { schema: { body: words } },
    (request, reply) => reply.code(201).send(speak(request.params.id, request.body.body, false)),
  );
  app.post<Id & { Body: { body: string; private?: boolean } }>(
    '/api/v2/tickets/:id/notes',
    { schema: { body: words } },
    (request, reply) => reply.code(201).send(speak(request.params.id, request.body.body, request.body.private ?? true)),
  );
  // Notes alone can be rewritten: https://developers.freshdesk.com/api/#update_conversation
  app.put<Id & { Body: { body: string } }>('/api/v2/conversations/:id', { schema: { body: words } }, (request) => {
    const conversation = world.conversations.get(Number(request.params.id)) ?? notFound();
    if (!conversation.private) invalid('id', 'Only public and private notes can be edited');
    Object.assign(conversation, { body: request.body.body, updated_at: world.now() });
    return conversation;
  });
  app.delete<Id>('/api/v2/conversations/:id', (request, reply) => {
    const conversation = world.conversations.get(Number(request.params.id)) ?? notFound();
    world.stage.destroy(request, [() => void world.conversations.delete(conversation.id)]);
    return reply.code(204).send();
  });
}

export function createTicket(world: World, given: Given): Ticket {
  const { email, name, requester_id: requester } = given;
  if (!email && requester === undefined)
    invalid('email', 'Please fill at least 1 of requester_id, phone, email fields', 'missing_field');
  const holder = [...world.contacts.values()].find(
    (one) => !one.deleted && email && emailsOf(one).includes(email.toLowerCase()),
  );
  const contact =
    requester === undefined
      ? (holder ?? create(world, { name: name ?? email ?? '', email: email ?? null }))
      : world.contact(requester);
  const at = world.now();
  const ticket: Ticket = {
    id: world.stage.numbering.next('ticket', 600_001),
    subject: given.subject ?? '',
    description_text: given.description ?? '',
    requester_id: contact.id,
    status: given.status ?? 2,
    priority: given.priority ?? 1,
    source: given.source ?? 2,
    tags: given.tags ?? [],
    custom_fields: given.custom_fields ?? {},
    deleted: false,
    created_at: at,
    updated_at: at,
  };
  world.tickets.set(ticket.id, ticket);
  world.run('ticket_created', ticket);
  return ticket;
}

const conversationsOf = (world: World, { id }: Ticket): Conversation[] =>
  [...world.conversations.values()].filter((one) => one.ticket_id === id);

/** The list has no description. */
function shown(ticket: Ticket): object {
  const { deleted, description_text: _text, ...rest } = ticket;
  return { ...rest, ...(deleted ? { deleted } : {}), responder_id: null, group_id: null, type: null, spam: false };
}
