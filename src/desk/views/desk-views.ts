import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../platform/clock/clock.js';
import { newId } from '../../platform/ids/ids.js';
import { DeskView } from './desk-view.entity.js';
import type { NewViewDto, ViewDto } from './desk-view.dto.js';

/** More would not be found again. */
export const MOST_VIEWS = 50;

/** Filters of the queue that somebody keeps, for herself or for the office. */
@Injectable()
export class DeskViews {
  constructor(private readonly clock: Clock) {}

  async of(manager: EntityManager, staffId: string): Promise<ViewDto[]> {
    return manager.query(
      `SELECT id, name, filter, shared, staff_id = $1 AS own FROM desk_view WHERE staff_id = $1 OR shared
       ORDER BY staff_id = $1 DESC, name, id LIMIT 500`,
      [staffId],
    );
  }

  /** @returns the view, or why it cannot be kept. */
  async keep(manager: EntityManager, staffId: string, view: NewViewDto): Promise<ViewDto | 'name-taken' | 'too-many'> {
    if ((await manager.countBy(DeskView, { staffId })) >= MOST_VIEWS) return 'too-many';
    const { name, filter, shared } = view;
    const rows: { id: string }[] = await manager.query(
      `INSERT INTO desk_view (id, staff_id, name, filter, shared, created_at) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (staff_id, name) DO NOTHING RETURNING id`,
      [newId(), staffId, name, JSON.stringify(filter), shared, this.clock.now()],
    );
    return rows[0] ? { id: rows[0].id, name, filter, shared, own: true } : 'name-taken';
  }

  /** Only whoever made it deletes it. @returns false when there is none of hers. */
  async drop(manager: EntityManager, staffId: string, id: string): Promise<boolean> {
    return (await manager.delete(DeskView, { id, staffId })).affected === 1;
  }
}
