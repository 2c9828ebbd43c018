import { type InfiniteData, useInfiniteQuery, type UseInfiniteQueryResult, useQuery } from '@tanstack/react-query';
import { dataOf } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { api } from '../api.js';
import { useMe } from '../session.js';

export type Member = components['schemas']['StaffMemberDto'];
export type Invited = components['schemas']['InvitedDto'];
type Page = components['schemas']['StaffListDto'];

/** What a person may be; machines (`integration`) have keys and are hired by the operator. */
export const ROLES = ['privacy_officer', 'agent', 'dpo', 'engineer', 'auditor'] as const;
export type HumanRole = (typeof ROLES)[number];

export const isHuman = (role: string): role is HumanRole => ROLES.some((one) => one === role);

/** Who decides is not the data protection officer (Art. 38(6) GDPR). */
export const areAtOdds = (roles: readonly string[]): boolean =>
  roles.includes('dpo') && roles.includes('privacy_officer');

const PAGE = 100;

/** Those who share a company with whoever asks. */
export function useStaff(): UseInfiniteQueryResult<Member[]> {
  return useInfiniteQuery({
    queryKey: ['staff'],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      dataOf(
        api.GET('/v1/staff', {
          params: { query: { limit: PAGE, ...(pageParam === null ? {} : { after: pageParam }) } },
          signal,
        }),
      ),
    getNextPageParam: ({ next }: Page) => next,
    select: ({ pages }: InfiniteData<Page>) => pages.flatMap(({ items }) => items),
  });
}

export interface Company {
  slug: string;
  name: string;
}

/** Companies within the scope of whoever asks: what she may give others. */
export function useCompanies(): Company[] {
  const { controllers } = useMe();
  const start = useQuery({
    queryKey: ['companies'],
    queryFn: ({ signal }) => dataOf(api.GET('/v1/portal', { signal })),
    staleTime: 60_000,
  });
  const known = start.data?.controllers.map(({ slug, name }) => ({ slug, name })) ?? [];
  if (controllers === null) return known;
  return controllers.map((slug) => known.find((one) => one.slug === slug) ?? { slug, name: slug });
}
