import { Refused } from '../kit/errors.js';
import { at, textAt } from '../kit/http/json-at.js';
import { listed } from '../rest/calls.js';
import type { RestContext } from '../rest/resolved.js';
import { StillWorking } from '../rest/steps.js';
import type { Effect } from '../rest/ways.js';

const CURSOR = {
  by: 'cursor',
  param: 'page[after]',
  at: 'meta.after_cursor',
  more: 'meta.has_more',
  size: { param: 'page[size]', value: 100 },
} as const;

/**
 * Nobody who has tickets that are not closed can be deleted
 * (https://support.zendesk.com/hc/en-us/articles/4408821737498). A solved one is closed, which the helpdesk would do by
 * itself some days later; what somebody is still waiting for is not cut off: a person handles it first.
 */
export async function closeTickets(context: RestContext, { key, signal }: Effect): Promise<void> {
  const path = `/users/${encodeURIComponent(String(key[0]))}/tickets/requested`;
  const solved: string[] = [];
  for await (const tickets of listed(context, { get: path, items: 'tickets', pages: CURSOR }, {}, signal)) {
    for (const ticket of tickets) {
      const status = at(ticket, 'status');
      if (status === 'closed') continue;
      if (status !== 'solved') {
        throw new Refused('conflict', 'A ticket that is not closed keeps its requester: it must be handled first.', {
          collection: nameOf(context, 'tickets'),
        });
      }
      solved.push(textAt(ticket, 'id'));
    }
  }
  for (const id of solved) {
    await context.http.send({
      method: 'PUT',
      path: `/tickets/${encodeURIComponent(id)}`,
      body: { json: { ticket: { status: 'closed' } } },
      accept: [404],
      ...(signal ? { signal } : {}),
    });
  }
}

const nameOf = (context: RestContext, table: string): string =>
  [...context.collections.values()].find((one) => one.table === table)?.name ?? table;

interface Status {
  action: string;
  application: string;
  at: number;
}

/** How long Zendesk may take with all its products before a person is told. */
const PATIENCE_MS = 31 * 86_400_000;
const SOONEST_MS = 5_000;
const LATEST_MS = 3_600_000;

/**
 * Puts the user aside, deletes her for good, and waits until every product that has begun says that it is through: these
 * statuses are the evidence (https://developer.zendesk.com/api-reference/ticketing/users/users/#show-compliance-deletion-statuses).
 *
 * @throws StillWorking
 */
export async function deleteUser(context: RestContext, effect: Effect): Promise<void> {
  const id = encodeURIComponent(String(effect.key[0]));
  const signal = effect.signal ? { signal: effect.signal } : {};
  let statuses = await statusesOf(context, id, effect.signal);
  if (!requestedAt(statuses)) {
    await context.http.send({ method: 'DELETE', path: `/users/${id}`, accept: [404], ...signal });
    await context.http.send({
      method: 'DELETE',
      path: `/deleted_users/${id}`,
      accept: [404],
      spends: { 'permanent-deletions': 1 },
      ...signal,
    });
    statuses = await statusesOf(context, id, effect.signal);
  }
  const since = requestedAt(statuses);
  // Nothing is under way: reading again will tell whether she is gone.
  if (since === null || isComplete(statuses)) return;
  const now = context.tools.now().getTime();
  const age = now - since;
  if (age > PATIENCE_MS) throw new Refused('wait-expired', 'Zendesk has not come to an end with a permanent deletion.');
  throw new StillWorking(new Date(now + Math.min(Math.max(SOONEST_MS, age / 2), LATEST_MS)));
}

async function statusesOf(context: RestContext, id: string, signal?: AbortSignal): Promise<Status[]> {
  const statuses: Status[] = [];
  const call = {
    get: `/users/${id}/compliance_deletion_statuses`,
    items: 'compliance_deletion_statuses',
    pages: CURSOR,
  };
  for await (const page of listed(context, call, {}, signal)) {
    for (const line of page) {
      statuses.push({
        action: textAt(line, 'action'),
        application: textAt(line, 'application'),
        at: Date.parse(textAt(line, 'created_at')),
      });
    }
  }
  return statuses;
}

function requestedAt(statuses: readonly Status[]): number | null {
  const request = statuses.find(({ action }) => action === 'request_deletion');
  return request ? request.at : null;
}

/** Support is what every account has; other products count when they have begun. */
function isComplete(statuses: readonly Status[]): boolean {
  const complete = new Set(
    statuses.filter(({ action }) => action === 'complete_deletion').map(({ application }) => application),
  );
  const begun = statuses.filter(({ action }) => action === 'started_deletion').map(({ application }) => application);
  return complete.has('support') && begun.every((application) => complete.has(application));
}
