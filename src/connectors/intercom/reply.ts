import { plainText } from '../kit/hooks/plain-text.js';
import { at, textAt } from '../kit/http/json-at.js';
import type { RestContext } from '../rest/resolved.js';
import type { OpenTicketOf } from '../rest/tell-tickets.js';
import { wordsAsHtml } from '../rest/words-as-html.js';

/**
 * A conversation is replied to, tagged and untagged in the name of an admin: of the one to whom the token belongs
 * (https://developers.intercom.com/docs/references/rest-api/api.intercom.io/admins/identifyadmin, …/conversations/replyconversation,
 * …/tags/attachtagtoconversation and detachtagfromconversation). Tags are attached by id; asking for one by name makes it
 * where there is none (…/tags/createtag).
 */
export const ticketsOf =
  ({ http }: RestContext): OpenTicketOf =>
  async (ticket, signal) => {
    const path = `/conversations/${encodeURIComponent(ticket)}`;
    const options = signal ? { signal } : {};
    const shown = await http.send({ method: 'GET', path, accept: [404], ...options });
    if (shown.status === 404) return null;
    const admin = textAt((await http.send({ method: 'GET', path: '/me', ...options })).json, 'id');
    return {
      said: () =>
        Promise.resolve(
          listAt(shown.json, 'conversation_parts.conversation_parts').map((part) => ({
            text: plainText(textAt(part, 'body')),
            public: at(part, 'part_type') !== 'note',
          })),
        ),
      say: async ({ text, public: isPublic }) => {
        const kind = isPublic ? 'comment' : 'note';
        const json = { message_type: kind, type: 'admin', admin_id: admin, body: wordsAsHtml(text) };
        await http.send({ method: 'POST', path: `${path}/reply`, body: { json }, ...options });
      },
      tag: async ({ add, insteadOf }) => {
        const there = listAt(shown.json, 'tags.tags').map((tag) => ({
          id: textAt(tag, 'id'),
          name: textAt(tag, 'name'),
        }));
        const by = { json: { admin_id: admin } };
        if (!there.some(({ name }) => name === add)) {
          const made = await http.send({
            method: 'POST',
            path: '/tags',
            body: { json: { name: add } },
            repeatable: true,
            ...options,
          });
          const json = { id: textAt(made.json, 'id'), admin_id: admin };
          await http.send({ method: 'POST', path: `${path}/tags`, body: { json }, repeatable: true, ...options });
        }
        for (const { id } of there.filter(({ name }) => insteadOf.includes(name))) {
          const tag = `${path}/tags/${encodeURIComponent(id)}`;
          await http.send({ method: 'DELETE', path: tag, body: by, accept: [404], ...options });
        }
      },
    };
  };

function listAt(value: unknown, path: string): unknown[] {
  const list = at(value, path);
  return Array.isArray(list) ? list : [];
}
