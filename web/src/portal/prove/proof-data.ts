import { type QueryClient, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { dataOf } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { api } from '../api.js';
import { useCaseToken } from '../case-token.js';

export type ProofStatus = components['schemas']['ProofStatus'];

export function useProofStatus(): UseQueryResult<ProofStatus> {
  const token = useCaseToken();
  return useQuery({
    queryKey: ['case', token, 'proof'],
    enabled: token !== null,
    queryFn: ({ signal }) => dataOf(api.GET('/v1/case/proof', { signal })),
  });
}

/** After a step of proof everything about the case may look different. */
export const renewCase = (queries: QueryClient): Promise<void> => queries.invalidateQueries({ queryKey: ['case'] });
