import type { operations } from '../../api/schema.js';

type ListQuery = NonNullable<operations['Queue_list']['parameters']['query']>;

/** The filter as the service knows it. */
export type QueueFilter = Omit<ListQuery, 'q' | 'limit' | 'cursor'>;

/** What stands in the queue's address. Nothing personal: identifiers are searched for in a body. */
export type QueueSearch = QueueFilter & { q?: string };

export const STATES = [
  'received',
  'proving',
  'planning',
  'deciding',
  'working',
  'checking',
  'preparing',
  'reviewing',
  'answering',
  'reopened',
  'closed',
  'refused',
  'withdrawn',
  'forwarded',
  'forgotten',
] as const;

const WORDS = {
  controller: /^[a-z][a-z0-9-]{0,62}$/,
  state: new RegExp(`^(?:${STATES.join('|')})$`),
  right: /^[a-z_]{1,40}$/,
  law: /^[a-z][a-z0-9-]{0,40}$/,
  due: /^(?:late|soon|week)$/,
  flag: /^(?:held|errand|unassigned|test)$/,
  assigned: /^(?:me|[0-9a-f-]{36})$/,
  sort: /^(?:due|received|changed)$/,
  order: /^(?:asc|desc)$/,
  q: /^.{1,40}$/,
} as const;

/** Reads the address; what makes no sense there is left out. */
export function queueSearch(search: Record<string, unknown>): QueueSearch {
  const read = Object.entries(WORDS).flatMap(([name, form]) => {
    const value = search[name];
    return typeof value === 'string' && form.test(value) ? [[name, value] as const] : [];
  });
  const open = search['open'];
  return { ...Object.fromEntries(read), ...(open === false ? { open: false } : {}) };
}

/** What is asked for: open ones, unless the address says otherwise or names an ended state. */
export function filterOf({ q: _q, ...search }: QueueSearch): QueueFilter {
  const { open, ...rest } = search;
  return open === false || rest.state !== undefined ? rest : { ...rest, open: true };
}
