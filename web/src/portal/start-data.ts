import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { api } from './api.js';
import { dataOf } from '../api/client.js';
import type { components } from '../api/schema.js';

export type PortalStart = components['schemas']['PortalStartDto'];
export type PortalController = PortalStart['controllers'][number];
export type PortalRight = PortalController['rights'][number];

/** What the address says: of whom something is asked, and where the person lives (`US-CA`). */
export interface Whom {
  controller?: string | undefined;
  place?: string | undefined;
}

/** Controllers, their rights and notice, for somebody who lives there. */
export function usePortalStart({ place }: Whom): UseQueryResult<PortalStart> {
  const [country, state] = place?.split('-') ?? [];
  return useQuery({
    queryKey: ['portal', country ?? null, state ?? null],
    queryFn: ({ signal }) =>
      dataOf(
        api.GET('/v1/portal', {
          params: { query: { ...(country ? { country } : {}), ...(state ? { state } : {}) } },
          signal,
        }),
      ),
    staleTime: 60_000,
    // While another place is asked for, the page keeps its shape.
    placeholderData: (before) => before,
  });
}

/** The controller that the address names, else the first. */
export function controllerOf(start: PortalStart, { controller }: Whom): PortalController | undefined {
  return start.controllers.find(({ slug }) => slug === controller) ?? start.controllers[0];
}
