import { type InfiniteData, useInfiniteQuery, type UseInfiniteQueryResult } from '@tanstack/react-query';
import { dataOf } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { api } from '../api.js';

export type Finding = components['schemas']['FindingLine'];
type Page = components['schemas']['FindingPage'];

const PAGE = 50;
/** Nothing on the line tells of new ones. */
const EVERY_MS = 60_000;

/** What other tools told and nobody has decided: people who were erased and seem to be back, accounts that end. */
export function useOpenFindings(enabled: boolean): UseInfiniteQueryResult<Finding[]> {
  return useInfiniteQuery({
    queryKey: ['errands', 'findings'],
    enabled,
    refetchInterval: EVERY_MS,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      dataOf(
        api.GET('/v1/hook-findings', {
          params: { query: { open: true, limit: PAGE, ...(pageParam === null ? {} : { after: pageParam }) } },
          signal,
        }),
      ),
    getNextPageParam: ({ next }: Page) => next,
    select: ({ pages }: InfiniteData<Page>) => pages.flatMap(({ items }) => items),
  });
}
