import { Problem } from '../../platform/http/problems/problem.js';
import type { QueueFilter, Sort } from './list-query.dto.js';

/** Where a page ends: the key it is sorted by, as a whole number, and the id of its last line. */
export interface Cursor {
  key: string;
  id: string;
}

export interface Order {
  sort: Sort;
  order: 'asc' | 'desc';
}

export function orderOf(filter: QueueFilter): Order {
  const sort = filter.sort ?? 'due';
  return { sort, order: filter.order ?? (sort === 'changed' ? 'desc' : 'asc') };
}

export function spellCursor({ sort, order }: Order, cursor: Cursor | null): string | null {
  return cursor && [sort, order, cursor.key, cursor.id].join('.');
}

/** @throws Problem for a cursor of another order: its page would begin somewhere. */
export function readCursor(text: string | undefined, order: Order): Cursor | null {
  if (text === undefined) return null;
  const [sort, direction, key = '', id = ''] = text.split('.');
  if (sort !== order.sort || direction !== order.order)
    throw new Problem('validation-failed', {
      errors: [{ pointer: '/cursor', rule: 'order', detail: 'belongs to a list in another order' }],
    });
  return { key, id };
}
