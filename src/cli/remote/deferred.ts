import type { Outcome } from '../outcome.js';
import { table } from '../table.js';
import { type RemoteOptions, serviceClient } from './service-client.js';

/** A line of GET /v1/deferred-erasures. */
interface ListedDeferred {
  id: string;
  controller: string;
  system: string;
  collection: string;
  records: number;
  ground: string;
  notBefore: string;
  state: string;
  lookAgainOn: string | null;
  code: string | null;
  reference: string;
  workRequestId: string | null;
}

interface ListedStanding {
  id: string;
  controller: string;
  ground: string;
  expiresOn: string;
  givenBy: string | null;
  living: boolean;
}

interface ListOptions extends RemoteOptions {
  controller?: string;
  system?: string;
  state?: string;
  limit: number;
}

/** As the service takes it for one page. */
const LARGEST_PAGE = 200;

export async function listDeferred({ limit, ...options }: ListOptions): Promise<Outcome> {
  const client = serviceClient(options);
  const items: ListedDeferred[] = [];
  let after: string | null = null;
  do {
    const query = new URLSearchParams({ limit: String(Math.max(1, Math.min(limit - items.length, LARGEST_PAGE))) });
    for (const name of ['controller', 'system', 'state'] as const) {
      if (options[name]) query.set(name, options[name]);
    }
    if (after) query.set('after', after);
    const page: { items: ListedDeferred[]; next: string | null } = await client.get(
      `/v1/deferred-erasures?${query.toString()}`,
    );
    items.push(...page.items);
    after = page.next;
  } while (after && items.length < limit);
  const rows = items.map((one) => [
    one.notBefore,
    one.controller,
    one.system,
    one.collection,
    one.records,
    one.ground,
    `${one.state}${one.code ? ` (${one.code}${one.lookAgainOn ? `, ${one.lookAgainOn}` : ''})` : ''}`,
    one.reference,
    one.workRequestId ?? one.id,
  ]);
  const headings = [
    'not before',
    'controller',
    'system',
    'collection',
    'records',
    'ground',
    'state',
    'case',
    'request or id',
  ];
  return {
    json: { items, more: after !== null },
    lines: [
      ...table(headings, rows, 'Nothing is put off.'),
      ...(after ? ['There are more: raise --limit, or narrow the list.'] : []),
    ],
  };
}

export async function decideDeferred(options: RemoteOptions & { outcome: string }, [id]: string[]): Promise<Outcome> {
  await serviceClient(options).post(`/v1/deferred-erasures/${encodeURIComponent(id!)}/decision`, {
    outcome: options.outcome,
  });
  return { json: { id, outcome: options.outcome }, lines: ['Decided.'] };
}

export async function listStanding(options: RemoteOptions): Promise<Outcome> {
  const client = serviceClient(options);
  const items: ListedStanding[] = [];
  let after: string | null = null;
  do {
    const page: { items: ListedStanding[]; next: string | null } = await client.get(
      `/v1/standing-approvals?limit=${LARGEST_PAGE}${after ? `&after=${after}` : ''}`,
    );
    items.push(...page.items);
    after = page.next;
  } while (after);
  const rows = items.map((one) => [
    one.controller,
    one.ground,
    one.expiresOn,
    one.living ? 'living' : 'ended',
    one.givenBy,
    one.id,
  ]);
  return {
    json: { items },
    lines: table(['controller', 'ground', 'until', 'state', 'given by', 'approval'], rows, 'No standing approvals.'),
  };
}

export async function giveStanding(
  options: RemoteOptions & { controller: string; ground: string; until: string },
): Promise<Outcome> {
  const { controller, ground, until } = options;
  const given = await serviceClient(options).post<{ id: string }>('/v1/standing-approvals', {
    controller,
    ground,
    until,
  });
  return {
    json: given,
    lines: [`Given until ${until}: what was put off under ${ground} goes on its day without being asked about.`],
  };
}

export async function revokeStanding(options: RemoteOptions, [id]: string[]): Promise<Outcome> {
  await serviceClient(options).delete(`/v1/standing-approvals/${encodeURIComponent(id!)}`);
  return { json: { id, revoked: true }, lines: ['Revoked.'] };
}
