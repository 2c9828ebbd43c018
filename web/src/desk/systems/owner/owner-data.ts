import { queryOptions } from '@tanstack/react-query';
import { dataOf } from '../../../api/client.js';
import type { components } from '../../../api/schema.js';
import { api } from '../../api.js';

export type OwnerView = components['schemas']['OwnerView'];
export type Owner = components['schemas']['SystemOwnerDto'];
export type OwnerTask = components['schemas']['OwnerTaskDto'];

/** Systems of this connector are worked by people. */
export const BY_HAND = 'manual';

export const ownerQuery = (system: string) =>
  queryOptions({
    queryKey: ['system', system, 'owner'],
    queryFn: ({ signal }) => dataOf(api.GET('/v1/systems/{system}/owner', { params: { path: { system } }, signal })),
  });
