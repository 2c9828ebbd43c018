import type { FastifyInstance, FastifyReply } from 'fastify';
import { byOffset, paged } from './paging.js';
import type { Comment, Ticket, TicketStatus } from './records.js';
import { invalidRecord } from './refusals.js';
import { refuse } from '../ground/vendor-error.js';
import { created as createdUser } from './users.routes.js';
import { htmlOf, ticketView } from './views.js';
import { ADMIN_ID } from './account.js';
import type { World } from './world.js';

type Id = { Params: { id: string } };

interface GivenTicket {
  subject?: string;
  comment?: { body?: string; html_body?: string; public?: boolean; author_id?: number };
  description?: string;
  status?: string;
  priority?: string;
  type?: string;
  requester_id?: number;
  requester?: { name?: string; email?: string; locale_id?: number };
  assignee_id?: number;
  external_id?: string;
  tags?: string[];
  custom_fields?: { id: number; value: unknown }[];
  via?: { channel: string };
  safe_update?: boolean | string;
  updated_stamp?: string;
}

const STATUSES: readonly string[] = ['new', 'open', 'pending', 'hold', 'solved', 'closed'];
const body = { body: { type: 'object', required: ['ticket'], properties: { ticket: { type: 'object' } } } };

/** https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/ */
export function ticketRoutes(app: FastifyInstance, world: World): void {
  const living = (): Ticket[] => [...world.tickets.values()].filter((ticket) => ticket.deletedAt === null);
  const views = (tickets: readonly Ticket[]): object[] => tickets.map((ticket) => ticketView(world, ticket));
  app.get<{ Querystring: { external_id?: string } }>('/api/v2/tickets', (request) => {
    const { external_id: wanted } = request.query;
    return paged(world, request, 'tickets', views(living().filter((one) => !wanted || one.external_id === wanted)));
  });
  app.get<Id>('/api/v2/tickets/:id', (request) => ({ ticket: ticketView(world, world.ticket(request.params.id)) }));
  app.post<{ Body: { ticket: GivenTicket } }>('/api/v2/tickets', { schema: body }, (request, reply) => {
    const ticket = createTicket(world, request.body.ticket);
    return reply.code(201).send({ ticket: ticketView(world, ticket), audit: { id: ticket.id, ticket_id: ticket.id } });
  });
  app.put<Id & { Body: { ticket: GivenTicket } }>('/api/v2/tickets/:id', { schema: body }, (request) => {
    const ticket = world.ticket(request.params.id);
    updateTicket(world, ticket, request.body.ticket);
    return { ticket: ticketView(world, ticket), audit: { id: ticket.id, ticket_id: ticket.id } };
  });
  app.delete<Id>('/api/v2/tickets/:id', (request, reply) => {
    const ticket = world.ticket(request.params.id);
    world.stage.destroy(request, [() => ((ticket.deletedAt = world.now()), world.touchTicket(ticket))]);
    return reply.code(204).send();
  });
  app.get('/api/v2/deleted_tickets', (request) => {
    const deleted = [...world.tickets.values()].filter((ticket) => ticket.deletedAt !== null);
    const shown = deleted.map(({ id, subject, deletedAt }) => ({
      id,
      subject,
      deleted_at: deletedAt,
      previous_state: 'closed',
    }));
    return byOffset(world, request, 'deleted_tickets', shown);
  });
  // Permanent deletion is a job: https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#delete-ticket-permanently
  app.delete<Id>('/api/v2/deleted_tickets/:id', (request) => {
    const ticket = world.tickets.get(Number(request.params.id));
    if (!ticket?.deletedAt) return refuse(404, { error: 'RecordNotFound', description: 'Not found' });
    const lying = world.stage.modes.of(request) === 'lying';
    return { job_status: world.jobs.queue([{ id: ticket.id, run: () => void (lying || purgeTicket(world, ticket)) }]) };
  });
  tagRoutes(app, world);
}

/** https://developer.zendesk.com/api-reference/ticketing/ticket-management/tags/ */
function tagRoutes(app: FastifyInstance, world: World): void {
  const path = '/api/v2/tickets/:id/tags';
  const retag = (id: string, given: GivenTicket, change: (now: string[], tags: string[]) => string[]): object => {
    const ticket = world.ticket(id);
    updateTicket(world, ticket, { ...given, tags: change(ticket.tags, given.tags ?? []) });
    return { tags: ticket.tags };
  };
  app.get<Id>(path, (request) => ({ tags: world.ticket(request.params.id).tags }));
  app.post<Id & { Body: GivenTicket }>(path, (request, reply: FastifyReply) =>
    reply.code(201).send(retag(request.params.id, request.body, (_now, tags) => tags)),
  );
  app.put<Id & { Body: GivenTicket }>(path, (request) =>
    retag(request.params.id, request.body, (now, tags) => [...new Set([...now, ...tags])]),
  );
  app.delete<Id & { Body: GivenTicket }>(path, (request) =>
    retag(request.params.id, request.body, (now, tags) => now.filter((tag) => !tags.includes(tag))),
  );
}

export function createTicket(world: World, given: GivenTicket): Ticket {
  const text = given.comment?.body ?? given.description ?? '';
  if (!text && !given.comment?.html_body) invalidRecord('base', 'Description: cannot be blank', 'BlankValue');
  const requester = requesterOf(world, given);
  const at = world.now();
  const ticket: Ticket = {
    id: world.stage.numbering.next('ticket', 500_001),
    subject: given.subject ?? text.slice(0, 80),
    description: text,
    status: statusOf(given.status) ?? 'new',
    priority: given.priority ?? null,
    type: given.type ?? null,
    requester_id: requester,
    submitter_id: requester,
    assignee_id: given.assignee_id ?? null,
    external_id: given.external_id ?? null,
    tags: given.tags ?? [],
    custom_fields: world.ticketFields.map(({ id }) => ({ id, value: null })),
    via: { channel: given.via?.channel ?? 'api' },
    created_at: at,
    updated_at: at,
    deletedAt: null,
  };
  setFields(ticket, given);
  world.touchTicket(ticket);
  const comment = addComment(world, ticket, { ...given.comment, body: text, author_id: requester });
  world.notifications.ticketCreated(ticket, comment);
  return ticket;
}

/** A closed ticket takes nothing more; so does one that somebody else has changed, if asked to be careful. */
function updateTicket(world: World, ticket: Ticket, given: GivenTicket): void {
  if (ticket.status === 'closed') invalidRecord('status', 'Status: closed prevents ticket update');
  if (String(given.safe_update) === 'true' && given.updated_stamp !== ticket.updated_at) {
    refuse(409, {
      error: 'UpdateConflict',
      description:
        'Safe Update prevented the update due to outdated ticket data. Please fetch the latest ticket data and try again.',
    });
  }
  const previous = { status: ticket.status, tags: ticket.tags };
  const status = statusOf(given.status);
  const plain = (['subject', 'priority', 'type', 'assignee_id', 'external_id', 'tags'] as const).filter(
    (key) => given[key] !== undefined,
  );
  Object.assign(ticket, Object.fromEntries(plain.map((key) => [key, given[key]])), status ? { status } : {});
  if (given.requester_id !== undefined) ticket.requester_id = world.user(given.requester_id).id;
  setFields(ticket, given);
  world.touchTicket(ticket);
  const comment = given.comment ? addComment(world, ticket, given.comment) : null;
  world.notifications.ticketUpdated(ticket, comment, previous);
}

function statusOf(status: string | undefined): TicketStatus | undefined {
  if (status !== undefined && !STATUSES.includes(status)) invalidRecord('status', `Status: ${status} is not valid`);
  return status as TicketStatus | undefined;
}

function requesterOf(world: World, given: GivenTicket): number {
  if (given.requester_id !== undefined) {
    const user = world.users.get(given.requester_id);
    return user?.active ? user.id : invalidRecord('requester', 'Requester: is not valid');
  }
  const { email, name } = given.requester ?? {};
  if (!email) return ADMIN_ID;
  // Somebody who was deleted and writes again is somebody new: https://support.zendesk.com/hc/en-us/articles/4408821737498
  return (world.holderOf(email) ?? createdUser(world, { name: name ?? email, email }, null)).id;
}

/** Values of unknown fields are ignored, as the vendor does. */
function setFields(ticket: Ticket, given: GivenTicket): void {
  for (const { id, value } of given.custom_fields ?? []) {
    const field = ticket.custom_fields.find((one) => one.id === id);
    if (field) field.value = value;
  }
}

function addComment(world: World, ticket: Ticket, given: NonNullable<GivenTicket['comment']>): Comment {
  const comment: Comment = {
    id: world.stage.numbering.next('comment', 900_000_001),
    ticketId: ticket.id,
    author_id: given.author_id ?? ADMIN_ID,
    html_body: given.html_body ?? htmlOf(given.body ?? ''),
    public: given.public ?? true,
    created_at: world.now(),
  };
  world.comments.set(comment.id, comment);
  return comment;
}

function purgeTicket(world: World, ticket: Ticket): void {
  for (const comment of world.commentsOf(ticket.id)) world.comments.delete(comment.id);
  world.tickets.delete(ticket.id);
}
