import { queryOptions, useQuery } from '@tanstack/react-query';
import { dataOf } from '../api/client.js';
import type { components } from '../api/schema.js';
import { api } from './api.js';

export type Me = components['schemas']['OwnAccountDto'];
export type Permission = Me['may'][number];

/** Who is signed in. Asked anew often enough that a role that was taken away disappears from the page. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => dataOf(api.GET('/v1/staff/me', { signal })),
  staleTime: 60_000,
  refetchOnWindowFocus: true,
});

/** She who is signed in; the frame has made sure that somebody is. */
export function useMe(): Me {
  const { data } = useQuery(meQuery);
  if (!data) throw new Error('The frame shows pages only to somebody who is signed in.');
  return data;
}

/** May she? The service decides again with every call; this only keeps doors from being shown that do not open. */
export function useMay(permission: Permission): boolean {
  return useMe().may.includes(permission);
}
