import { type QueryClient, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { dataOf } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { api } from '../api.js';

export type RequestView = components['schemas']['RequestView'];
export type Decision = RequestView['decisions'][number];
export type Errand = RequestView['errands'][number];
export type Clock = RequestView['clocks'][number];

/** States after which nothing more happens by itself. */
const ENDED = ['closed', 'refused', 'withdrawn', 'forwarded', 'forgotten'];

export const isEnded = ({ state }: RequestView): boolean => ENDED.includes(state);

/** One request. Everything that is read of it lies under `['request', id]`, where live updates renew it. */
export function useRequest(id: string): UseQueryResult<RequestView> {
  return useQuery({
    queryKey: ['request', id, 'view'],
    queryFn: ({ signal }) => dataOf(api.GET('/v1/requests/{id}', { params: { path: { id } }, signal })),
  });
}

/** After something was decided: whatever is shown of the request is read again. */
export const readAgain = (queries: QueryClient, id: string): Promise<void> =>
  queries.invalidateQueries({ queryKey: ['request', id] });

/** The request that is open, for whatever is shown inside its page. */
export const OpenRequest = createContext<RequestView | null>(null);

export function useOpenRequest(): RequestView {
  const open = useContext(OpenRequest);
  if (!open) throw new Error('Outside of a request');
  return open;
}

/** What stands between whoever looks and this decision; undefined for a decision that the service does not know. */
export function useDecision(action: string): Decision | undefined {
  return useOpenRequest().decisions.find((decision) => decision.action === action);
}
