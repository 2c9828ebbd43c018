import { dataOf } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { api } from '../api.js';

export type Grant = components['schemas']['GrantDto'];
export type Package = NonNullable<components['schemas']['PersonRequestDto']['package']>;

/** Leave to fetch or read once, within minutes. */
export const grantFor = (requestId: string): Promise<Grant> =>
  dataOf(api.POST('/v1/case/requests/{id}/package/grants', { params: { path: { id: requestId } } }));
