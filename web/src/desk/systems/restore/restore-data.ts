import { queryOptions } from '@tanstack/react-query';
import { dataOf } from '../../../api/client.js';
import type { components } from '../../../api/schema.js';
import { api } from '../../api.js';

export type Gate = components['schemas']['RestoreGateDto'];
export type Replay = components['schemas']['ReplayDto'];

/** While a replay is at work its counts change by the second. */
const WORKING_MS = 1_500;

export const isWorking = ({ state }: Pick<Replay, 'state'>): boolean => state === 'counting' || state === 'applying';

export const gateQuery = (system: string) =>
  queryOptions({
    queryKey: ['system', system, 'gate'],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/v1/systems/{system}/restore-gate', { params: { path: { system } }, signal })),
  });

export const replaysQuery = (system: string) =>
  queryOptions({
    queryKey: ['system', system, 'replays'],
    queryFn: async ({ signal }) =>
      (await dataOf(api.GET('/v1/systems/{system}/replays', { params: { path: { system } }, signal }))).items,
    refetchInterval: ({ state }) => (state.data?.some(isWorking) ? WORKING_MS : false),
  });
