import { at, textAt } from '../kit/http/json-at.js';
import { listed } from '../rest/calls.js';
import type { RestContext } from '../rest/resolved.js';
import type { OpenTicketOf, TicketWords } from '../rest/tell-tickets.js';

const PAGES = {
  by: 'cursor',
  param: 'page[after]',
  at: 'meta.after_cursor',
  more: 'meta.has_more',
  size: { param: 'page[size]', value: 100 },
} as const;

/** https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/ Closed tickets take nothing more. */
export const ticketsOf =
  (context: RestContext): OpenTicketOf =>
  async (ticket, signal) => {
    const { http } = context;
    const path = `/tickets/${encodeURIComponent(ticket)}`;
    const options = signal ? { signal } : {};
    const shown = await http.send({ method: 'GET', path, accept: [404], ...options });
    if (shown.status === 404 || at(shown.json, 'ticket.status') === 'closed') return null;
    const retag = (method: 'PUT' | 'DELETE', tags: string[]) =>
      http.send({ method, path: `${path}/tags`, body: { json: { tags } }, ...options });
    return {
      said: async () => {
        const said: TicketWords[] = [];
        for await (const page of listed(
          context,
          { get: `${path}/comments`, items: 'comments', pages: PAGES },
          {},
          signal,
        ))
          for (const one of page) said.push({ text: textAt(one, 'plain_body'), public: at(one, 'public') === true });
        return said;
      },
      say: async ({ text, public: isPublic }) => {
        const body = { json: { ticket: { comment: { body: text, public: isPublic } } } };
        await http.send({ method: 'PUT', path, body, repeatable: false, ...options });
      },
      tag: async ({ add, insteadOf }) => {
        await retag('PUT', [add]);
        if (insteadOf.length > 0) await retag('DELETE', insteadOf);
      },
    };
  };
