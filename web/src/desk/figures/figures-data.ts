import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { dataOf } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { useNow } from '../../ui/now.js';
import { api } from '../api.js';
import { askedOf, type FiguresSearch } from './figures-search.js';

/** How often it is looked whether the day is over. */
export const TODAY_MS = 600_000;

export type FiguresData = components['schemas']['FiguresDto'];
export type Count = components['schemas']['NamedCount'];
export type Days = components['schemas']['DayFigure'];

/** How long something took, under the name that the page gives it. */
export interface Taken {
  name: string;
  times: number;
  medianSeconds: number;
  p90Seconds: number;
}

export function useFigures(search: FiguresSearch): UseQueryResult<FiguresData> {
  const query = askedOf(search, useNow(TODAY_MS));
  return useQuery({
    queryKey: ['figures', query],
    queryFn: ({ signal }) => dataOf(api.GET('/v1/figures', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
}

/** Those whose figures may be asked for. */
export function useCounted() {
  return useQuery({
    queryKey: ['requests', 'counts'],
    queryFn: ({ signal }) => dataOf(api.GET('/v1/requests/counts', { signal })),
    select: ({ controllers }) => controllers.map(({ name }) => name),
  });
}
