import { at, textAt } from '../kit/http/json-at.js';
import { listed } from '../rest/calls.js';
import type { RestContext } from '../rest/resolved.js';
import type { OpenTicketOf, TicketWords } from '../rest/tell-tickets.js';

const PAGES = { by: 'offset', param: 'start', size: { param: 'limit', value: 100 } } as const;

/**
 * Requests of Jira Service Management: comments that the customer sees or does not see
 * (https://developer.atlassian.com/cloud/jira/service-desk/rest/api-group-request/), and labels of the issue
 * (https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/#api-rest-api-3-issue-issueidorkey-put).
 */
export const ticketsOf =
  (context: RestContext): OpenTicketOf =>
  async (ticket, signal) => {
    const { http } = context;
    const key = encodeURIComponent(ticket);
    const options = signal ? { signal } : {};
    const issue = `/rest/api/3/issue/${key}`;
    const shown = await http.send({
      method: 'GET',
      path: issue,
      query: [['fields', 'labels']],
      accept: [404],
      ...options,
    });
    if (shown.status === 404) return null;
    const comments = `/rest/servicedeskapi/request/${key}/comment`;
    return {
      said: async () => {
        const said: TicketWords[] = [];
        for await (const page of listed(context, { get: comments, items: 'values', pages: PAGES }, {}, signal))
          for (const one of page) said.push({ text: textAt(one, 'body'), public: at(one, 'public') === true });
        return said;
      },
      say: async ({ text, public: isPublic }) => {
        await http.send({
          method: 'POST',
          path: comments,
          body: { json: { body: text, public: isPublic } },
          ...options,
        });
      },
      tag: async ({ add, insteadOf }) => {
        const labels = [{ add }, ...insteadOf.map((remove) => ({ remove }))];
        await http.send({ method: 'PUT', path: issue, body: { json: { update: { labels } } }, ...options });
      },
    };
  };
