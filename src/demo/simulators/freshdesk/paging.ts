import type { FastifyReply, FastifyRequest } from 'fastify';
import { slice, wholeNumber } from '../ground/pages.js';
import { invalid } from './refusals.js';
import type { World } from './world.js';

/** `page` and `per_page`, and a Link header while there is more: https://developers.freshdesk.com/api/#pagination */
export function paged(
  world: World,
  request: FastifyRequest,
  reply: FastifyReply,
  all: readonly object[],
): FastifyReply {
  const query = request.query as Record<string, string | undefined>;
  const size =
    wholeNumber(query.per_page, 30, 1, 100) ??
    invalid('per_page', 'It should be a Positive Integer less than or equal to 100');
  const page = wholeNumber(query.page, 1, 1, 1_000_000) ?? invalid('page', 'It should be a Positive Integer');
  const { items, more } = slice(all, (page - 1) * size, size);
  if (more) {
    const next = new URL(request.originalUrl, world.stage.url());
    next.searchParams.set('page', String(page + 1));
    void reply.header('link', `<${next.href}>; rel="next"`);
  }
  return reply.send(items);
}
