import { keepPreviousData, useInfiniteQuery, useQuery, type UseInfiniteQueryResult } from '@tanstack/react-query';
import { dataOf } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { api } from '../api.js';
import { filterOf, type QueueFilter, type QueueSearch } from './queue-search.js';

export type ListedRequest = components['schemas']['ListedRequest'];
export type QueuePage = components['schemas']['QueuePage'];

const PAGE = 50;

/** Page by page, by keyset: the hundredth page costs what the first one does. */
export function useQueue(search: QueueSearch): UseInfiniteQueryResult<ListedRequest[]> {
  const filter = filterOf(search);
  return useInfiniteQuery({
    queryKey: ['requests', 'list', filter],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => page(filter, pageParam, signal),
    getNextPageParam: ({ next }) => next,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
    placeholderData: keepPreviousData,
  });
}

function page(filter: QueueFilter, cursor: string | null, signal: AbortSignal): Promise<QueuePage> {
  const query = { ...filter, limit: PAGE, ...(cursor === null ? {} : { cursor }) };
  return dataOf(api.GET('/v1/requests', { params: { query }, signal }));
}

/** By reference or exact identifier, in a body: it leaves no trace in addresses and logs. */
export function useFound(words: string): UseInfiniteQueryResult<ListedRequest[]> {
  return useInfiniteQuery({
    queryKey: ['requests', 'found', words],
    enabled: words !== '',
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      dataOf(
        api.POST('/v1/requests/search', {
          body: { q: words, limit: PAGE, ...(pageParam === null ? {} : { cursor: pageParam }) },
          signal,
        }),
      ),
    getNextPageParam: ({ next }: QueuePage) => next,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
    gcTime: 0,
  });
}

export function useCounts() {
  return useQuery({
    queryKey: ['requests', 'counts'],
    queryFn: ({ signal }) => dataOf(api.GET('/v1/requests/counts', { signal })),
    placeholderData: keepPreviousData,
  });
}
