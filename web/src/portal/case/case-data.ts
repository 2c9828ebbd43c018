import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { dataOf } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { api } from '../api.js';
import { useCaseToken } from '../case-token.js';

export type PersonCase = components['schemas']['PersonCaseDto'];
export type PersonRequest = PersonCase['requests'][number];
export type PersonEvent = PersonCase['timeline'][number];

/** States after which nothing more happens by itself. */
const ENDED = ['closed', 'refused', 'withdrawn', 'forwarded', 'forgotten'];

export const isEnded = ({ state }: PersonRequest): boolean => ENDED.includes(state);

/** A copy changes nothing anywhere: what was found stands in it, and outcomes would speak of changes. */
export const hasOutcomes = ({ right, results }: PersonRequest): boolean =>
  right !== 'access' && right !== 'portability' && results !== undefined && results.length > 0;

/** The case, and while something runs in it what has become of it every few seconds. */
export function usePersonCase(): UseQueryResult<PersonCase> {
  const token = useCaseToken();
  return useQuery({
    queryKey: ['case', token],
    enabled: token !== null,
    queryFn: ({ signal }) => dataOf(api.GET('/v1/case', { signal })),
    refetchInterval: ({ state }) => renewEvery(state.data),
  });
}

/** Soon while it is being taken in; not at all once everything has ended. */
function renewEvery(open: PersonCase | undefined): number | false {
  if (open?.requests.every(isEnded)) return false;
  return open?.requests.some(({ state }) => state === 'received') ? 1_500 : 8_000;
}

/** The case, for whatever is shown inside it. */
export const OpenCase = createContext<PersonCase | null>(null);

export function useOpenCase(): PersonCase {
  const open = useContext(OpenCase);
  if (!open) throw new Error('Outside of a case');
  return open;
}
