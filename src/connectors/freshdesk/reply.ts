import { plainText } from '../kit/hooks/plain-text.js';
import { at, textAt } from '../kit/http/json-at.js';
import { listed } from '../rest/calls.js';
import type { RestContext } from '../rest/resolved.js';
import type { OpenTicketOf, TicketWords } from '../rest/tell-tickets.js';
import { wordsAsHtml } from '../rest/words-as-html.js';

const PAGES = { by: 'page', param: 'page', size: { param: 'per_page', value: 100 } } as const;

/**
 * A reply is mailed to the requester, a note is not: https://developers.freshdesk.com/api/#reply_ticket and
 * #add_note_to_a_ticket. Tags are changed by giving all that are to be there (#update_ticket).
 */
export const ticketsOf =
  (context: RestContext): OpenTicketOf =>
  async (ticket, signal) => {
    const { http } = context;
    const path = `/tickets/${encodeURIComponent(ticket)}`;
    const options = signal ? { signal } : {};
    const shown = await http.send({ method: 'GET', path, accept: [404], ...options });
    if (shown.status === 404 || at(shown.json, 'deleted') === true) return null;
    return {
      said: async () => {
        const said: TicketWords[] = [];
        for await (const page of listed(context, { get: `${path}/conversations`, pages: PAGES }, {}, signal))
          for (const one of page)
            said.push({ text: plainText(textAt(one, 'body')), public: at(one, 'private') !== true });
        return said;
      },
      say: async ({ text, public: isPublic }) => {
        const body = wordsAsHtml(text);
        await http.send({
          method: 'POST',
          path: isPublic ? `${path}/reply` : `${path}/notes`,
          body: { json: isPublic ? { body } : { body, private: true } },
          ...options,
        });
      },
      tag: async ({ add, insteadOf }) => {
        const there = at(shown.json, 'tags');
        const kept = (Array.isArray(there) ? there.map(String) : []).filter(
          (tag) => tag !== add && !insteadOf.includes(tag),
        );
        await http.send({ method: 'PUT', path, body: { json: { tags: [...kept, add] } }, ...options });
      },
    };
  };
