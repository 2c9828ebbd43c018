import type { FastifyInstance } from 'fastify';
import { paged } from './paging.js';
import type { Comment } from './records.js';
import { invalidAttribute, invalidRecord, notFound } from './refusals.js';
import { commentView, plainOf, userView } from './views.js';
import type { World } from './world.js';

/** What stands in place of each character that was redacted. */
const BLOCK = '▇';

/** https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_comments/ */
export function commentRoutes(app: FastifyInstance, world: World): void {
  app.get<{ Params: { id: string }; Querystring: { sort?: string; sort_order?: string; include?: string } }>(
    '/api/v2/tickets/:id/comments',
    (request) => {
      const comments = world.commentsOf(world.ticket(request.params.id).id);
      const { sort, sort_order: order, include } = request.query;
      if (sort === '-created_at' || order === 'desc') comments.reverse();
      const page = paged(world, request, 'comments', comments.map(commentView));
      if (include !== 'users') return page;
      const authors = new Set(comments.map((comment) => comment.author_id));
      return {
        ...page,
        users: [...world.users.values()].filter(({ id }) => authors.has(id)).map((one) => userView(world, one)),
      };
    },
  );
  app.put<{ Params: { id: string; comment: string }; Body: { text?: string } }>(
    '/api/v2/tickets/:id/comments/:comment/redact',
    (request) => {
      const ticket = world.ticket(request.params.id);
      const comment = commentOf(world, request.params.comment, ticket.id);
      const { text } = request.body ?? {};
      if (!text) return invalidAttribute('text is required');
      if (ticket.status === 'closed') invalidRecord('status', 'Status: closed prevents ticket update');
      if (!comment.html_body.includes(text)) invalidAttribute('text is not part of the comment');
      world.stage.destroy(request, [
        () => (comment.html_body = comment.html_body.replaceAll(text, BLOCK.repeat(text.length))),
      ]);
      return { comment: commentView(comment) };
    },
  );
  workspaceRedaction(app, world);
}

/**
 * Redaction that also works on closed and archived tickets: the comment's own HTML with `<redact>` around what goes.
 * https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_comments/#redact-ticket-comment-in-agent-workspace
 */
function workspaceRedaction(app: FastifyInstance, world: World): void {
  const body = {
    type: 'object',
    required: ['ticket_id'],
    properties: {
      ticket_id: { type: 'integer' },
      html_body: { type: 'string' },
      external_attachment_urls: { type: 'array', items: { type: 'string' } },
    },
  };
  app.put<{ Params: { id: string }; Body: { ticket_id: number; html_body?: string } }>(
    '/api/v2/comment_redactions/:id',
    { schema: { body } },
    (request) => {
      const { ticket_id: ticketId, html_body: html } = request.body;
      const comment = commentOf(world, request.params.id, world.ticket(ticketId).id);
      if (html === undefined) return { comment: commentView(comment) };
      // What is sent must be the comment itself, with nothing added but the marks.
      if (plainOf(html) !== plainOf(comment.html_body)) invalidAttribute('html_body does not match the comment');
      const redacted = redact(html);
      if (redacted === html) invalidAttribute('html_body contains nothing to redact');
      world.stage.destroy(request, [() => (comment.html_body = redacted)]);
      return { comment: commentView({ ...comment, html_body: redacted }) };
    },
  );
}

/** `<redact>` takes the text; the attribute takes the tag alone and leaves its text, which is the vendor's own trap. */
function redact(html: string): string {
  return html
    .replaceAll(/<redact>([\s\S]*?)<\/redact>/g, (_whole, inner: string) => BLOCK.repeat([...plainOf(inner)].length))
    .replaceAll(/<(\w+)\b[^>]*\sredact(?:="[^"]*")?[^>]*>([\s\S]*?)<\/\1>/g, '$2')
    .replaceAll(/<\w+\b[^>]*\sredact(?:="[^"]*")?[^>]*>/g, '');
}

function commentOf(world: World, id: string, ticketId: number): Comment {
  const comment = world.comments.get(Number(id));
  return comment?.ticketId === ticketId ? comment : notFound();
}
