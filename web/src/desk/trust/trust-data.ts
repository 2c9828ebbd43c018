import {
  type InfiniteData,
  useInfiniteQuery,
  type UseInfiniteQueryResult,
  useQuery,
  type UseQueryResult,
} from '@tanstack/react-query';
import { dataOf } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { api } from '../api.js';

export type LogState = components['schemas']['LedgerView'];
export type LogEntry = components['schemas']['LogEntryView'];
export type Checkpoint = components['schemas']['CheckpointView'];
export type CheckpointsPage = components['schemas']['CheckpointsPage'];
export type Verification = components['schemas']['VerificationView'];
type EntriesPage = components['schemas']['LogEntriesPage'];

const PAGE = 50;
/** How often a verification that is under way is asked for. */
const SOON_MS = 1_500;

export function useLogState(): UseQueryResult<LogState> {
  return useQuery({
    queryKey: ['ledger', 'state'],
    queryFn: ({ signal }) => dataOf(api.GET('/v1/ledger', { signal })),
    refetchInterval: 30_000,
  });
}

export function useEntries(): UseInfiniteQueryResult<LogEntry[]> {
  return useInfiniteQuery({
    queryKey: ['ledger', 'entries'],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      dataOf(api.GET('/v1/ledger/entries', { params: { query: paged(pageParam) }, signal })),
    getNextPageParam: ({ next }: EntriesPage) => next,
    select: ({ pages }: InfiniteData<EntriesPage>) => pages.flatMap(({ items }) => items),
  });
}

export function useCheckpoints(): UseInfiniteQueryResult<InfiniteData<CheckpointsPage>> {
  return useInfiniteQuery({
    queryKey: ['ledger', 'checkpoints'],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      dataOf(api.GET('/v1/ledger/checkpoints', { params: { query: paged(pageParam) }, signal })),
    getNextPageParam: ({ next }: CheckpointsPage) => next,
  });
}

/** The newest first; looked at again while one is under way. */
export function useVerifications(): UseQueryResult<Verification[]> {
  return useQuery({
    queryKey: ['ledger', 'verifications'],
    queryFn: async ({ signal }) => (await dataOf(api.GET('/v1/ledger/verification', { signal }))).runs,
    refetchInterval: ({ state }) => (state.data?.some(isUnderWay) ? SOON_MS : false),
  });
}

/** The keys by which the service says that its log is signed. */
export function useLogKeys(): UseQueryResult<string[]> {
  return useQuery({
    queryKey: ['ledger', 'keys'],
    queryFn: async ({ signal }) => (await dataOf(api.GET('/v1/ledger/keys', { signal }))).keys,
    staleTime: 60_000,
  });
}

export const isUnderWay = ({ state }: Verification): boolean => state === 'waiting' || state === 'running';

const paged = (cursor: string | null): { limit: number; cursor?: string } => ({
  limit: PAGE,
  ...(cursor === null ? {} : { cursor }),
});
