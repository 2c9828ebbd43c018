import type { Outcome } from '../outcome.js';
import { table } from '../table.js';
import { type ListedRequest, type RemoteOptions, serviceClient } from './service-client.js';

interface ListOptions extends RemoteOptions {
  open?: boolean;
  state?: string;
  right?: string;
  controller?: string;
  reference?: string;
  limit: number;
}

/** As the service takes it for one page. */
const LARGEST_PAGE = 200;

export async function list({ limit, ...options }: ListOptions): Promise<Outcome> {
  const client = serviceClient(options);
  const items: ListedRequest[] = [];
  let after: string | null = null;
  do {
    const query = new URLSearchParams({ limit: String(Math.max(1, Math.min(limit - items.length, LARGEST_PAGE))) });
    for (const name of ['state', 'right', 'controller'] as const) {
      if (options[name]) query.set(name, options[name]);
    }
    if (options.reference) query.set('q', options.reference);
    if (options.open) query.set('open', 'true');
    if (after) query.set('cursor', after);
    const page: { items: ListedRequest[]; next: string | null } = await client.get(`/v1/requests?${query.toString()}`);
    items.push(...page.items);
    after = page.next;
  } while (after && items.length < limit);
  const rows = items.map((one) => [
    one.reference,
    one.controller,
    one.right,
    `${one.state}${one.held ? ' (held)' : ''}`,
    one.dueOn,
    one.law,
    one.id,
  ]);
  return {
    json: { items, more: after !== null },
    lines: [
      ...table(['case', 'controller', 'right', 'state', 'due', 'law', 'request'], rows, 'No requests.'),
      ...(after ? ['There are more: raise --limit, or narrow the list.'] : []),
    ],
  };
}
