import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { dataOf } from '../api/client.js';
import { api } from './api.js';

/** What a company is called; its short name where the service does not name it (any more). */
export function useCompanyName(): (slug: string) => string {
  const { data } = useQuery({
    queryKey: ['company-names'],
    queryFn: ({ signal }) => dataOf(api.GET('/v1/controllers', { signal })),
    staleTime: 300_000,
  });
  return useMemo(() => {
    const names = new Map(data?.controllers.map(({ slug, name }) => [slug, name]));
    return (slug) => names.get(slug) ?? slug;
  }, [data]);
}
