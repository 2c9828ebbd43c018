import type { FastifyRequest } from 'fastify';
import { seal, slice, unseal, wholeNumber } from '../ground/pages.js';
import { invalidAttribute, refuseTooDeep } from './refusals.js';
import type { World } from './world.js';

const MOST_PER_PAGE = 100;
/** Beyond these records offset pagination is refused: https://developer.zendesk.com/api-reference/introduction/pagination/ */
const DEEPEST_OFFSET = 10_000;

/**
 * Both ways of the vendor: with `page[size]` by cursor (`meta`, `links`), else by `page` and `per_page` (`next_page`,
 * `previous_page`, `count`).
 */
export function paged(world: World, request: FastifyRequest, name: string, all: readonly object[]): object {
  const query = request.query as Record<string, string | undefined>;
  return query['page[size]'] === undefined && query['page[after]'] === undefined
    ? byOffset(world, request, name, all)
    : byCursor(world, request, name, all);
}

export function byOffset(
  world: World,
  request: FastifyRequest,
  name: string,
  all: readonly object[],
  deepest = DEEPEST_OFFSET,
): object {
  const query = request.query as Record<string, string | undefined>;
  const perPage = wholeNumber(query.per_page, MOST_PER_PAGE, 1, 1_000_000) ?? invalidAttribute('per_page is invalid');
  const page = wholeNumber(query.page, 1, 1, 1_000_000) ?? invalidAttribute('page is invalid');
  const size = Math.min(perPage, MOST_PER_PAGE);
  const offset = (page - 1) * size;
  if (offset >= deepest) refuseTooDeep(deepest);
  const { items, more } = slice(all, offset, size);
  return {
    [name]: items,
    next_page: more ? linkTo(world, request, { page: String(page + 1) }) : null,
    previous_page: page > 1 ? linkTo(world, request, { page: String(page - 1) }) : null,
    count: all.length,
  };
}

export function byCursor(
  world: World,
  request: FastifyRequest,
  name: string,
  all: readonly object[],
  most = MOST_PER_PAGE,
): object {
  const query = request.query as Record<string, string | undefined>;
  const size = wholeNumber(query['page[size]'], most, 1, most) ?? invalidAttribute(`page[size] must be 1 to ${most}`);
  const after = query['page[after]'];
  const offset = after === undefined ? 0 : (unseal<number>(after) ?? invalidAttribute('page[after] is not valid'));
  const { items, more } = slice(all, offset, size);
  const next = seal(offset + size);
  return {
    [name]: items,
    meta: {
      has_more: more,
      after_cursor: items.length > 0 ? next : null,
      before_cursor: items.length > 0 ? seal(Math.max(0, offset - size)) : null,
    },
    links: { next: more ? linkTo(world, request, { 'page[after]': next }) : null, prev: null },
  };
}

export function linkTo(world: World, request: FastifyRequest, changes: Record<string, string>): string {
  const url = new URL(request.originalUrl, world.stage.url());
  for (const [name, value] of Object.entries(changes)) url.searchParams.set(name, value);
  return url.href;
}
