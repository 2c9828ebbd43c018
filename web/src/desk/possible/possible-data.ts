import { queryOptions, type UseQueryResult, useQuery } from '@tanstack/react-query';
import { dataOf } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { api } from '../api.js';

export type Possible = components['schemas']['ShadowLine'];
export type PossibleWords = components['schemas']['ShadowWords'];
export type PossibleState = Possible['state'];
export type DetectionRule = components['schemas']['DetectionRuleView'];
export type Dismissal = components['schemas']['DismissShadowDto']['reason'];
export type Right = components['schemas']['ConfirmShadowDto']['rights'][number];

export const POSSIBLE_STATES = ['open', 'confirmed', 'dismissed'] as const satisfies readonly PossibleState[];
export const DISMISSALS = [
  'no-request',
  'asked-elsewhere',
  'unsolicited-advertising',
  'internal-message',
] as const satisfies readonly Dismissal[];

export const possibleQuery = (id: string) =>
  queryOptions({
    queryKey: ['possible', 'one', id],
    queryFn: ({ signal }) => dataOf(api.GET('/v1/shadow-requests/{id}', { params: { path: { id } }, signal })),
  });

/** How many wait. Messages come in without anybody doing something at the desk, so it is asked again now and then. */
export function usePossibleCount(enabled: boolean): number {
  const { data } = useQuery({
    queryKey: ['possible', 'count'],
    queryFn: ({ signal }) => dataOf(api.GET('/v1/shadow-requests/count', { signal })),
    enabled,
    refetchInterval: 60_000,
    refetchOnWindowFocus: true,
  });
  return data?.open ?? 0;
}

/** The rules of the version in force: what each says, by its id. */
export function useDetectionRules(): UseQueryResult<{ version: string; byId: ReadonlyMap<string, DetectionRule> }> {
  return useQuery({
    queryKey: ['detection-rules'],
    queryFn: ({ signal }) => dataOf(api.GET('/v1/detection/rules', { signal })),
    select: ({ version, rules }) => ({ version, byId: new Map(rules.map((rule) => [rule.id, rule])) }),
    staleTime: 300_000,
  });
}
