import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { dataOf } from '../../../api/client.js';
import type { components } from '../../../api/schema.js';
import { api } from '../../api.js';

export type PlanView = components['schemas']['PlanView'];
export type PlannedSystem = PlanView['systems'][number];
export type PlannedGroup = PlannedSystem['groups'][number];

/** The plan that counts, or null while none is drawn. */
export function usePlan(id: string): UseQueryResult<PlanView> {
  return useQuery({
    queryKey: ['request', id, 'plan'],
    queryFn: ({ signal }) => dataOf(api.GET('/v1/requests/{id}/plan', { params: { path: { id } }, signal })),
  });
}

/** How many records come to which outcome, the most first. */
export function recordsByOutcome(systems: readonly PlannedSystem[]): { outcome: string; records: number }[] {
  const sums = new Map<string, number>();
  for (const { groups } of systems)
    for (const { outcome, records } of groups) sums.set(outcome, (sums.get(outcome) ?? 0) + records);
  return [...sums].map(([outcome, records]) => ({ outcome, records })).sort((a, b) => b.records - a.records);
}

/** The last day until which anything of it is kept by law, `YYYY-MM-DD`. */
export const keptUntil = (systems: readonly PlannedSystem[]): string | null =>
  systems
    .flatMap(({ groups }) => groups.flatMap(({ until }) => until ?? []))
    .sort()
    .at(-1) ?? null;

/** A copy changes nothing anywhere: its plan says what is collected. */
export const isCopy = (right: string): boolean => right === 'access' || right === 'portability';
