import type { Quota } from '../ground/quotas.js';

/**
 * A Professional account: https://developers.hubspot.com/docs/developer-tooling/platform/usage-guidelines ; the search
 * has a limit of its own: https://developers.hubspot.com/changelog/crm-search-api-rate-limit-increase
 */
export const quotas: readonly Quota[] = [
  {
    name: 'SECONDLY',
    limit: 4,
    kind: 'sliding',
    seconds: 1,
    counts: ({ url }) => url.split('?')[0]?.endsWith('/search') ?? false,
  },
  { name: 'TEN_SECONDLY_ROLLING', limit: 190, kind: 'sliding', seconds: 10 },
  { name: 'DAILY', limit: 625_000, kind: 'day' },
];
