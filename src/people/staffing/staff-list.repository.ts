import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Role } from '../policies.js';
import type { StaffMemberDto } from './staffing.dto.js';

export type StaffRow = Omit<StaffMemberDto, 'manageable'> & { roles: Role[] };

/** The office as somebody in it sees it. */
@Injectable()
export class StaffListRepository {
  /** Those who share a controller with the scope (all if null), in the order in which they joined. */
  async page(
    manager: EntityManager,
    scope: readonly string[] | null,
    limit: number,
    after: string | null,
  ): Promise<{ items: StaffRow[]; next: string | null }> {
    const rows = await this.ask(manager, scope, `AND ($2::uuid IS NULL OR s.id > $2) ORDER BY s.id LIMIT $3`, [
      after,
      limit + 1,
    ]);
    const items = rows.slice(0, limit);
    return { items, next: rows.length > limit ? items.at(-1)!.id : null };
  }

  async one(manager: EntityManager, scope: readonly string[] | null, id: string): Promise<StaffRow | undefined> {
    return (await this.ask(manager, scope, `AND s.id = $2`, [id]))[0];
  }

  private ask(
    manager: EntityManager,
    scope: readonly string[] | null,
    which: string,
    values: unknown[],
  ): Promise<StaffRow[]> {
    return manager.query(
      `SELECT s.id, s.name, s.email, s.roles, s.controllers,
              CASE WHEN s.left_at IS NOT NULL THEN 'left'
                   WHEN p.staff_id IS NOT NULL THEN 'active'
                   WHEN i.staff_id IS NOT NULL THEN 'invited'
                   ELSE 'keys-only' END AS state,
              EXISTS (SELECT FROM staff_totp t WHERE t.staff_id = s.id AND t.confirmed_at IS NOT NULL)
                OR EXISTS (SELECT FROM staff_passkey k WHERE k.staff_id = s.id) AS "secondFactor"
       FROM staff s
       LEFT JOIN staff_password p ON p.staff_id = s.id
       LEFT JOIN staff_invitation i ON i.staff_id = s.id
       WHERE ($1::text[] IS NULL OR s.controllers IS NULL OR s.controllers && $1) ${which}`,
      [scope, ...values],
    );
  }
}
