import { seal, slice, unseal, wholeNumber } from '../ground/pages.js';
import { invalid } from './refusals.js';

/** `starting_after` cursors: https://developers.intercom.com/docs/build-an-integration/learn-more/rest-apis/pagination */
export function pageOf(query: Record<string, string | undefined>, all: readonly object[], name = 'data'): object {
  const size = wholeNumber(query.per_page, 50, 1, 150) ?? invalid('per_page must be between 1 and 150');
  const { starting_after: after } = query;
  const offset = after ? (unseal<number>(after) ?? invalid('starting_after is not valid')) : 0;
  const { items, more } = slice(all, offset, size);
  return {
    type: name === 'data' ? 'list' : 'conversation.list',
    [name]: items,
    total_count: all.length,
    pages: {
      type: 'pages',
      page: Math.floor(offset / size) + 1,
      per_page: size,
      total_pages: Math.ceil(all.length / size),
      ...(more ? { next: { page: Math.floor(offset / size) + 2, starting_after: seal(offset + size) } } : {}),
    },
  };
}
