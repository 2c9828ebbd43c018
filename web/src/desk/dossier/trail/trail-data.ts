import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { dataOf } from '../../../api/client.js';
import { verifierKeyIn } from '../../../proof/signed-note.js';
import { api } from '../../api.js';
import { checkTrail, type CheckedPage } from './check-trail.js';

const PAGE = 100;

/** The keys that the service names for its log. Whoever wants more trust compares them with a copy from elsewhere. */
export function useLedgerKeys() {
  return useQuery({
    queryKey: ['ledger-keys'],
    queryFn: async ({ signal }) => {
      const { keys } = await dataOf(api.GET('/v1/ledger/keys', { signal }));
      return (await Promise.all(keys.map(verifierKeyIn))).filter((key) => key !== null);
    },
    staleTime: Infinity,
  });
}

export interface TrailPage extends CheckedPage {
  next: string | null;
  says: { de: string; en: string };
}

/** The request's entries page by page, each page checked here as it comes. */
export function useTrail(id: string) {
  const keys = useLedgerKeys();
  const trail = useInfiniteQuery({
    queryKey: ['request', id, 'trail', keys.data?.map(({ name, id: keyId }) => `${name}+${keyId}`)],
    enabled: keys.data !== undefined,
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }): Promise<TrailPage> => {
      const page = await dataOf(
        api.GET('/v1/requests/{id}/trail', {
          params: { path: { id }, query: { limit: PAGE, ...(pageParam === null ? {} : { cursor: pageParam }) } },
          signal,
        }),
      );
      return { ...(await checkTrail(page, keys.data ?? [])), next: page.next, says: page.says };
    },
    getNextPageParam: ({ next }) => next,
    // What waits for a signature is signed within moments, and nobody tells the page.
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ entries }) => entries.some(({ verdict }) => verdict === 'waits')) ? 4_000 : false,
  });
  return { keys, trail };
}
