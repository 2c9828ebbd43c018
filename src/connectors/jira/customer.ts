import { Refused } from '../kit/errors.js';
import { textAt } from '../kit/http/json-at.js';
import { listed } from '../rest/calls.js';
import { read } from '../rest/read.js';
import type { RestContext } from '../rest/resolved.js';
import type { Effect } from '../rest/ways.js';

const PAGES = { by: 'offset', param: 'start', size: { param: 'limit', value: 50 } } as const;
/** Until their API is stable, these paths want to be asked for: https://developer.atlassian.com/cloud/jira/service-desk/rest/ */
const EXPERIMENTAL = { 'X-ExperimentalApi': 'opt-in' };

/**
 * Takes an account out of every service project and organisation, and out of the portal. The account itself lies with
 * Atlassian: portal-only ones are deleted by an administrator
 * (https://support.atlassian.com/user-management/docs/delete-portal-only-customers), others by their owner. Once it is
 * gone, the same call says so.
 *
 * @throws Refused `needs-a-person` as long as the account is there.
 */
export async function releaseCustomer(context: RestContext, effect: Effect): Promise<void> {
  const { resolved, key, signal } = effect;
  const account = await read(context, resolved, key, signal);
  if (!account) return;
  const accountId = String(key[0]);
  for await (const id of idsOf(context, '/rest/servicedeskapi/servicedesk', {}, signal)) {
    await remove(context, `/rest/servicedeskapi/servicedesk/${encodeURIComponent(id)}/customer`, accountId, signal);
  }
  for await (const id of idsOf(context, '/rest/servicedeskapi/organization', { accountId }, signal)) {
    await remove(context, `/rest/servicedeskapi/organization/${encodeURIComponent(id)}/user`, accountId, signal);
  }
  if (account.scalar('account_type') === 'customer') {
    const path = `/rest/servicedeskapi/customer/user/${encodeURIComponent(accountId)}/revoke-portal-only-access`;
    await context.http.send({ method: 'PUT', path, accept: [404], ...(signal ? { signal } : {}) });
  }
  throw new Refused('needs-a-person', 'The account itself is deleted in Atlassian Administration, or by its owner.');
}

async function* idsOf(
  context: RestContext,
  path: string,
  query: Record<string, string>,
  signal?: AbortSignal,
): AsyncGenerator<string> {
  const call = { get: path, query, headers: EXPERIMENTAL, items: 'values', pages: PAGES };
  // Read whole before anything is taken away: pages by number would skip what moves up.
  const ids: string[] = [];
  for await (const page of listed(context, call, {}, signal)) ids.push(...page.map((one) => textAt(one, 'id')));
  yield* ids;
}

async function remove(context: RestContext, path: string, accountId: string, signal?: AbortSignal): Promise<void> {
  await context.http.send({
    method: 'DELETE',
    path,
    headers: EXPERIMENTAL,
    body: { json: { accountIds: [accountId] } },
    accept: [404],
    ...(signal ? { signal } : {}),
  });
}
