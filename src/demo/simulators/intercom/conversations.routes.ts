import type { FastifyInstance } from 'fastify';
import { pageOf } from './paging.js';
import { type Filter, holds } from './query.js';
import type { Conversation, Part } from './records.js';
import { invalid, notFound } from './refusals.js';
import type { World } from './world.js';

type Id = { Params: { id: string } };

export const ADMIN_ID = '991267645';
/** Seconds in which an export is being made; only one may be. */
const EXPORT_SECONDS = 300;

const reply = {
  type: 'object',
  required: ['message_type', 'type', 'body'],
  properties: {
    message_type: { enum: ['comment', 'note'] },
    type: { enum: ['admin', 'user'] },
    body: { type: 'string' },
    admin_id: { type: 'string' },
  },
};
const redaction = {
  type: 'object',
  required: ['type', 'conversation_id'],
  properties: {
    type: { enum: ['conversation_part', 'source'] },
    conversation_id: { type: 'string' },
    conversation_part_id: { type: 'string' },
    source_id: { type: 'string' },
  },
};

/** https://developers.intercom.com/docs/references/rest-api/api.intercom.io/conversations */
export function conversationRoutes(app: FastifyInstance, world: World): void {
  app.get('/conversations', (request) =>
    pageOf(
      request.query as Record<string, string>,
      [...world.conversations.values()].map((one) => view(world, one, false)),
      'conversations',
    ),
  );
  app.post<{ Body: { query?: Filter; pagination?: { per_page?: number; starting_after?: string } } }>(
    '/conversations/search',
    (request) => {
      const { query, pagination = {} } = request.body ?? {};
      if (!query) return invalid('query is required', 'parameter_not_found');
      const found = [...world.conversations.values()].filter((one) => holds(query, searchable(one)));
      const { per_page: size, starting_after: after } = pagination;
      const asked = { ...(size ? { per_page: String(size) } : {}), ...(after ? { starting_after: after } : {}) };
      return pageOf(
        asked,
        found.map((one) => view(world, one, false)),
        'conversations',
      );
    },
  );
  app.get<Id>('/conversations/:id', (request) => view(world, world.conversation(request.params.id), true));
  app.post<Id & { Body: { message_type: Part['part_type']; type: 'admin' | 'user'; body: string } }>(
    '/conversations/:id/reply',
    { schema: { body: reply } },
    (request) => {
      const conversation = world.conversation(request.params.id);
      const { message_type: type, type: author, body } = request.body;
      const id = author === 'admin' ? ADMIN_ID : conversation.contactId;
      conversation.parts.push({
        id: world.stage.numbering.next('part', 500_001).toString(),
        part_type: type,
        body: `<p>${body}</p>`,
        author: { type: author, id },
        created_at: world.now(),
        redacted: false,
      });
      conversation.updated_at = world.now();
      world.notifications.conversation(author === 'admin' ? 'admin.replied' : 'user.replied', conversation);
      return view(world, conversation, true);
    },
  );
  tagRoutes(app, world);
  // A whole part or message, not some words of it.
  app.post<{ Body: { type: string; conversation_id: string; conversation_part_id?: string; source_id?: string } }>(
    '/conversations/redact',
    { schema: { body: redaction } },
    (request) => {
      const { type, conversation_id: id, conversation_part_id: partId, source_id: sourceId } = request.body;
      const conversation = world.conversation(id);
      const part = type === 'source' ? conversation.source : conversation.parts.find((one) => one.id === partId);
      if (!part || (type === 'source' && part.id !== sourceId))
        return notFound('Conversation part or message not found', 'conversation_part_or_message_not_found');
      if (part.body === null)
        invalid('Conversation part or message not redactable', 'conversation_part_not_redactable');
      world.stage.destroy(request, [
        () => Object.assign(part, { body: `<p><i>This message was deleted</i></p>`, redacted: true }),
      ]);
      return view(world, conversation, true);
    },
  );
  // One at a time: https://developers.intercom.com/docs/references/rest-api/api.intercom.io/data-export
  app.post('/export/content/data', () => {
    if (world.now() < world.exportUntil)
      invalid('Exceeded rate limit of 1 pending message data export jobs', 'rate_limit_exceeded', 429);
    world.exportUntil = world.now() + EXPORT_SECONDS;
    return {
      job_identifier: world.stage.numbering.word('export', 16).toLowerCase(),
      status: 'pending',
      download_url: '',
      download_expires_at: '',
    };
  });
}

/** https://developers.intercom.com/docs/references/rest-api/api.intercom.io/tags ; in the name of an admin. */
function tagRoutes(app: FastifyInstance, world: World): void {
  app.get('/me', () => ({ type: 'admin', id: ADMIN_ID, name: 'Kundenservice Nordlicht' }));
  // By a name that is known the tag of that name is given.
  app.post<{ Body: { name?: string } }>('/tags', (request) => {
    const name = request.body?.name ?? invalid('name is required', 'parameter_not_found');
    const known = [...world.tags].find(([, one]) => one === name);
    const id = known?.[0] ?? String(world.stage.numbering.next('tag', 7_522_907));
    world.tags.set(id, name);
    return { type: 'tag', id, name };
  });
  const byAdmin = { body: { type: 'object', required: ['admin_id'] } };
  app.post<Id & { Body: { id: string; admin_id: string } }>(
    '/conversations/:id/tags',
    { schema: byAdmin },
    (request) => {
      const { id } = request.body;
      const name = world.tags.get(id) ?? notFound('Resource Not Found', 'tag_not_found');
      const { tags } = world.conversation(request.params.id);
      if (!tags.some((tag) => tag.id === id)) tags.push({ id, name });
      return { type: 'tag', id, name };
    },
  );
  app.delete<{ Params: { id: string; tag: string }; Body: { admin_id: string } }>(
    '/conversations/:id/tags/:tag',
    { schema: byAdmin },
    (request) => {
      const conversation = world.conversation(request.params.id);
      const tag =
        conversation.tags.find(({ id }) => id === request.params.tag) ??
        notFound('Resource Not Found', 'tag_not_found');
      conversation.tags = conversation.tags.filter((one) => one !== tag);
      return { type: 'tag', ...tag };
    },
  );
}

const searchable = (one: Conversation): object => ({
  ...one,
  contact_ids: one.contactId,
  'source.author.id': one.source.author.id,
  'source.body': one.source.body,
});

function view(world: World, conversation: Conversation, whole: boolean): object {
  const { contactId, source, parts, tags, ...shown } = conversation;
  const contact = world.contacts.get(contactId);
  return {
    type: 'conversation',
    ...shown,
    open: shown.state === 'open',
    source: { type: 'conversation', ...source },
    contacts: {
      type: 'contact.list',
      contacts: contact ? [{ type: 'contact', id: contact.id, external_id: contact.external_id }] : [],
    },
    tags: { type: 'tag.list', tags },
    ...(whole
      ? {
          conversation_parts: {
            type: 'conversation_part.list',
            conversation_parts: parts.map((part) => ({ type: 'conversation_part', ...part })),
            total_count: parts.length,
          },
        }
      : {}),
  };
}
