import { plainText } from '../kit/hooks/plain-text.js';
import { at, textAt } from '../kit/http/json-at.js';
import { listed } from '../rest/calls.js';
import type { RestContext } from '../rest/resolved.js';
import type { OpenTicketOf, TicketWords } from '../rest/tell-tickets.js';
import { wordsAsHtml } from '../rest/words-as-html.js';

/** Kinds of association, HUBSPOT_DEFINED: https://developers.hubspot.com/docs/api-reference/crm-associations-v4/guide */
const NOTE_TO_TICKET = 228;
/** A ticket has no tags. Where the account has this property of tickets, the standing is kept there. */
export const STANDING_PROPERTY = 'habeas_request_state';
/** The CRM has no answer to whoever wrote a ticket: what she should read is noted for those who can send it. */
export const UNSENT = 'Nicht verschickt / not sent:';

const PAGES = { by: 'cursor', param: 'after', at: 'paging.next.after', size: { param: 'limit', value: 500 } } as const;

/** Tickets of the CRM: https://developers.hubspot.com/docs/api-reference/crm-tickets-v3/guide and crm-notes-v3. */
export const ticketsOf =
  (context: RestContext): OpenTicketOf =>
  async (ticket, signal) => {
    const { http, tools } = context;
    const path = `/crm/v3/objects/tickets/${encodeURIComponent(ticket)}`;
    const options = signal ? { signal } : {};
    const shown = await http.send({ method: 'GET', path, accept: [404], ...options });
    if (shown.status === 404) return null;
    return {
      said: async () => {
        const said: TicketWords[] = [];
        const call = {
          get: `/crm/v4/objects/tickets/${encodeURIComponent(ticket)}/associations/notes`,
          items: 'results',
          pages: PAGES,
        };
        for await (const page of listed(context, call, {}, signal)) {
          const inputs = page.map((one) => ({ id: textAt(one, 'toObjectId') }));
          if (inputs.length > 0) said.push(...(await notesOf(inputs)));
        }
        return said;
      },
      say: async ({ text, public: isPublic }) => {
        const json = {
          properties: {
            hs_timestamp: tools.now().toISOString(),
            hs_note_body: wordsAsHtml(isPublic ? `${UNSENT}\n\n${text}` : text),
          },
          associations: [
            {
              to: { id: ticket },
              types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: NOTE_TO_TICKET }],
            },
          ],
        };
        await http.send({ method: 'POST', path: '/crm/v3/objects/notes', body: { json }, ...options });
      },
      tag: async ({ add }) => {
        const known = await http.send({ method: 'GET', path: '/crm/v3/properties/tickets', ...options });
        const list = at(known.json, 'results');
        if (!Array.isArray(list) || !list.some((one) => textAt(one, 'name') === STANDING_PROPERTY)) return;
        const json = { properties: { [STANDING_PROPERTY]: add } };
        await http.send({ method: 'PATCH', path, body: { json }, repeatable: true, ...options });
      },
    };

    async function notesOf(inputs: { id: string }[]): Promise<TicketWords[]> {
      const notes: TicketWords[] = [];
      for (let from = 0; from < inputs.length; from += 100) {
        const json = { inputs: inputs.slice(from, from + 100), properties: ['hs_note_body'] };
        const read = await http.send({
          method: 'POST',
          path: '/crm/v3/objects/notes/batch/read',
          body: { json },
          repeatable: true,
          ...options,
        });
        const results = at(read.json, 'results');
        for (const note of Array.isArray(results) ? results : [])
          notes.push(wordsOf(textAt(note, 'properties.hs_note_body')));
      }
      return notes;
    }
  };

function wordsOf(html: string): TicketWords {
  const text = plainText(html).trim();
  return text.startsWith(UNSENT) ? { text: text.slice(UNSENT.length), public: true } : { text, public: false };
}
