import type { FastifyInstance } from 'fastify';
import { byCursor, byOffset } from './paging.js';
import { matches, parsed } from './query.js';
import { invalidAttribute, unprocessable } from './refusals.js';
import { ticketView, userView } from './views.js';
import type { World } from './world.js';

/** Search gives so many results and no more: https://developer.zendesk.com/api-reference/ticketing/ticket-management/search/#results-limit */
const MOST_RESULTS = 1000;

/**
 * https://developer.zendesk.com/api-reference/ticketing/ticket-management/search/ : sees what has been written some time
 * ago, and nobody who is deleted.
 */
export function searchRoutes(app: FastifyInstance, world: World): void {
  const found = (text: string, type?: string): object[] => {
    const query = parsed(text, type);
    const users =
      query.type === 'ticket' ? [] : world.userIndex.visible().filter((user) => matches(query, 'user', user, world));
    const tickets =
      query.type === 'user'
        ? []
        : world.ticketIndex.visible().filter((ticket) => matches(query, 'ticket', ticket, world));
    return [
      ...users.map((user) => ({ ...userView(world, user), result_type: 'user' })),
      ...tickets.map((ticket) => ({ ...ticketView(world, ticket), result_type: 'ticket' })),
    ];
  };
  app.get<{ Querystring: { query?: string } }>('/api/v2/search', (request) => {
    const { query } = request.query;
    if (!query) return unprocessable('query is required');
    const results = found(query);
    const page = byOffset(world, request, 'results', results.slice(0, MOST_RESULTS), MOST_RESULTS);
    return { ...page, facets: null, count: results.length };
  });
  app.get<{ Querystring: { query?: string } }>('/api/v2/search/count', (request) => ({
    count: found(request.query.query ?? unprocessable('query is required')).length,
  }));
  app.get<{ Querystring: { query?: string; 'filter[type]'?: string } }>('/api/v2/search/export', (request) => {
    const { query, 'filter[type]': type } = request.query;
    if (!type) return invalidAttribute('filter[type] is required');
    if (query === undefined) return invalidAttribute('query is required');
    if (/\btype:/.test(query)) invalidAttribute('type: is not allowed in the query, use filter[type]');
    return byCursor(world, request, 'results', found(query, type), MOST_RESULTS);
  });
  // By name or address, or by one property: https://developer.zendesk.com/api-reference/ticketing/users/users/#search-users
  app.get<{ Querystring: { query?: string; external_id?: string } }>('/api/v2/users/search', (request) => {
    const { query, external_id: externalId } = request.query;
    if (query === undefined && externalId === undefined) return invalidAttribute('query or external_id is required');
    const text = query ?? `external_id:${JSON.stringify(externalId)}`;
    const users = world.userIndex.visible().filter((user) => matches(parsed(text, 'user'), 'user', user, world));
    return byOffset(
      world,
      request,
      'users',
      users.map((user) => userView(world, user)),
    );
  });
}
