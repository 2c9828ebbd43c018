import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { dataOf } from '../../api/client.js';
import { type VerifierKey, verifierKeyIn } from '../../proof/signed-note.js';
import { api } from '../api.js';

/** The keys by which the service says that its log is signed. Whoever wants more trust compares them with a copy. */
export function useLedgerKeys(): UseQueryResult<string[]> {
  return useQuery({
    queryKey: ['ledger-keys'],
    queryFn: async ({ signal }) => (await dataOf(api.GET('/v1/ledger/keys', { signal }))).keys,
    staleTime: Infinity,
  });
}

export async function keysIn(texts: readonly string[]): Promise<VerifierKey[]> {
  return (await Promise.all(texts.map(verifierKeyIn))).filter((key) => key !== null);
}
