import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

export const DEFERRED_STATES = ['waiting', 'due', 'under-way', 'stopped', 'settled'] as const;
export type DeferredState = (typeof DEFERRED_STATES)[number];

export interface ListedDeferred {
  id: string;
  controller: string;
  system: string;
  collection: string;
  records: number;
  ground: string;
  /** First legal day on which the records may go, under this version of the law. */
  notBefore: string;
  law: string;
  state: DeferredState;
  /** Put off again until, or stopped, and why. */
  lookAgainOn: string | null;
  code: string | null;
  /** Reference of the case from which it comes, and the request that carries it out. */
  reference: string;
  workRequestId: string | null;
  settledAt: Date | null;
}

export interface DeferredFilter {
  /** Slugs the caller may see; all if null. The scope comes first. */
  controllers: readonly string[] | null;
  controller?: string;
  system?: string;
  state?: DeferredState;
  id?: string;
}

export interface DeferredCursor {
  notBefore: string;
  id: string;
}

const STATE = `CASE WHEN d.settled_at IS NOT NULL THEN 'settled' WHEN d.stopped_at IS NOT NULL THEN 'stopped'
  WHEN d.work_request_id IS NOT NULL THEN 'under-way'
  WHEN greatest(d.not_before, d.look_again_on) <= ($1::timestamptz AT TIME ZONE k.zone)::date THEN 'due' ELSE 'waiting' END`;

/** What is put off, the earliest date first, by keyset pages. */
@Injectable()
export class DeferredListRepository {
  async page(
    manager: EntityManager,
    at: Date,
    filter: DeferredFilter,
    limit: number,
    after: DeferredCursor | null,
  ): Promise<{ items: ListedDeferred[]; next: DeferredCursor | null }> {
    const rows: ListedDeferred[] = await manager.query(
      `SELECT * FROM (
         SELECT d.id, k.slug AS controller, d.system, d.collection, d.records, d.ground, d.not_before::text AS "notBefore", d.law,
                ${STATE} AS state, d.look_again_on::text AS "lookAgainOn", coalesce(d.settled_code, d.waits_code) AS code, c.reference,
                d.work_request_id AS "workRequestId", d.settled_at AS "settledAt"
         FROM deferred_erasure d JOIN controller k ON k.id = d.controller_id
         JOIN request r ON r.id = d.request_id JOIN subject_case c ON c.id = r.case_id
         WHERE ($2::text[] IS NULL OR k.slug = ANY($2)) AND ($3::text IS NULL OR k.slug = $3) AND ($4::text IS NULL OR d.system = $4)
           AND ($5::uuid IS NULL OR d.id = $5)
           AND ($6::date IS NULL OR (d.not_before, d.id) > ($6::date, $7::uuid))) listed
       WHERE $8::text IS NULL OR state = $8 ORDER BY "notBefore", id LIMIT $9`,
      [
        at,
        filter.controllers,
        filter.controller ?? null,
        filter.system ?? null,
        filter.id ?? null,
        after?.notBefore ?? null,
        after?.id ?? null,
        filter.state ?? null,
        limit + 1,
      ],
    );
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return { items, next: rows.length > limit && last ? { notBefore: last.notBefore, id: last.id } : null };
  }
}
