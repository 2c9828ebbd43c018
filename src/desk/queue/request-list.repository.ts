import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Cursor, Order } from './cursor.js';
import { type ListRequest, listSql } from './list-sql.js';
import type { ListedRequest } from './queue.dto.js';

/** The desk's list, read from the projection by keyset pages. */
@Injectable()
export class RequestListRepository {
  async page(
    manager: EntityManager,
    request: ListRequest,
    order: Order,
    after: Cursor | null,
    limit: number,
  ): Promise<{ items: ListedRequest[]; next: Cursor | null }> {
    if (request.controllers.length === 0 || request.cases?.length === 0) return { items: [], next: null };
    // One more than asked for tells whether there is a next page.
    const { sql, parameters } = listSql(request, order, after, limit + 1);
    const rows: (ListedRequest & { key: string | number })[] = await manager.query(sql, parameters);
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      items: page.map(({ key: _key, ...item }) => item),
      next: rows.length > limit && last ? { key: String(last.key), id: last.id } : null,
    };
  }
}
