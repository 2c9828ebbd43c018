import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

export interface ListFilter {
  /** Slugs the caller may see; all if null. The scope comes first. */
  controllers: readonly string[] | null;
  controller?: string;
  state?: string;
  right?: string;
  reference?: string;
  open?: boolean;
}

export interface ListedRequest {
  id: string;
  caseId: string;
  reference: string;
  controller: string;
  right: string;
  state: string;
  law: string;
  receivedAt: Date;
  dueOn: string | null;
  firstAnsweredAt: Date | null;
  held: boolean;
}

/** Where a page ends: the due date and id of its last line. */
export interface Cursor {
  dueOn: string;
  id: string;
}

const NO_DATE = '9999-12-31';

/** The desk's list, read from the projection by keyset pages: earliest deadline first. */
@Injectable()
export class RequestListRepository {
  async page(
    manager: EntityManager,
    filter: ListFilter,
    limit: number,
    after: Cursor | null,
  ): Promise<{ items: ListedRequest[]; next: Cursor | null }> {
    const items: ListedRequest[] = await manager.query(
      `SELECT l.request_id AS id, l.case_id AS "caseId", l.reference, k.slug AS controller, l."right", l.state, l.law,
              l.received_at AS "receivedAt", l.due_on::text AS "dueOn", l.first_answered_at AS "firstAnsweredAt", l.held
       FROM request_line l JOIN controller k ON k.id = l.controller_id
       WHERE ($1::text[] IS NULL OR k.slug = ANY($1)) AND ($2::text IS NULL OR k.slug = $2) AND ($3::text IS NULL OR l.state = $3)
         AND ($4::text IS NULL OR l."right" = $4) AND ($5::text IS NULL OR l.reference = $5) AND (NOT $6::boolean OR NOT l.ended)
         AND ($7::date IS NULL OR (coalesce(l.due_on, '${NO_DATE}'), l.request_id) > ($7::date, $8::uuid))
       ORDER BY coalesce(l.due_on, '${NO_DATE}'), l.request_id LIMIT $9`,
      [
        filter.controllers,
        filter.controller ?? null,
        filter.state ?? null,
        filter.right ?? null,
        filter.reference ?? null,
        filter.open ?? false,
        after?.dueOn ?? null,
        after?.id ?? null,
        limit + 1,
      ],
    );
    const page = items.slice(0, limit);
    const last = page.at(-1);
    return { items: page, next: items.length > limit && last ? { dueOn: last.dueOn ?? NO_DATE, id: last.id } : null };
  }
}
