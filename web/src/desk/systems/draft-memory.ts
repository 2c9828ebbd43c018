import type { QueryClient } from '@tanstack/react-query';
import { type Draft, draftQuery, draftsQuery } from './systems-data.js';

/** A draft that the service has just given: shown at once, and listed. */
export function rememberDraft(queries: QueryClient, draft: Draft): void {
  const { system, revision, changedAt } = draft;
  queries.setQueryData(draftQuery(system).queryKey, draft);
  queries.setQueryData(
    draftsQuery.queryKey,
    (all) => all && [...all.filter((one) => one.system !== system), { system, revision, changedAt }],
  );
}

/** A draft that is no more: discarded, or in force. */
export function forgetDraft(queries: QueryClient, system: string): void {
  queries.setQueryData(draftsQuery.queryKey, (all) => all?.filter((one) => one.system !== system));
  queries.setQueryData(draftQuery(system).queryKey, null);
}
