import type { FastifyRequest } from 'fastify';
import type { Quota } from '../ground/quotas.js';

const pathOf = (request: FastifyRequest): string => request.url.split('?')[0] ?? '';
const calls =
  (method: string, path: RegExp) =>
  (request: FastifyRequest): boolean =>
    request.method === method && path.test(pathOf(request));

/**
 * Limits of an Enterprise plan, and of single endpoints: https://developer.zendesk.com/api-reference/introduction/rate-limits/
 * and, for permanent deletion, https://developer.zendesk.com/api-reference/ticketing/users/users/#permanently-delete-user.
 */
export const quotas: readonly Quota[] = [
  { name: 'account', limit: 700, kind: 'fixed', seconds: 60 },
  {
    name: 'permanent user deletion',
    limit: 700,
    kind: 'fixed',
    seconds: 600,
    counts: calls('DELETE', /^\/api\/v2\/deleted_users\/\d+$/),
  },
  {
    name: 'updating a single ticket',
    limit: 30,
    kind: 'fixed',
    seconds: 600,
    counts: calls('PUT', /^\/api\/v2\/tickets\/\d+$/),
    key: pathOf,
  },
  {
    name: 'updating a single unique user',
    limit: 5,
    kind: 'fixed',
    seconds: 60,
    counts: calls('PUT', /^\/api\/v2\/users\/\d+$/),
    key: pathOf,
  },
  {
    name: 'deleting tickets',
    limit: 400,
    kind: 'fixed',
    seconds: 60,
    counts: calls('DELETE', /^\/api\/v2\/tickets\/\d+$/),
  },
  {
    name: 'incremental exports',
    limit: 10,
    kind: 'fixed',
    seconds: 60,
    counts: (request) => pathOf(request).startsWith('/api/v2/incremental/'),
  },
  {
    name: 'search export',
    limit: 100,
    kind: 'fixed',
    seconds: 60,
    counts: (request) => pathOf(request) === '/api/v2/search/export',
  },
];
