import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { may, type Role } from '../people/policies.js';

interface Member {
  id: string;
  name: string;
  roles: Role[];
  controllers: string[] | null;
}

/** Members of the office whom a request can be given to: they work here, may read requests, and those of this controller. */
@Injectable()
export class Colleagues {
  /** @param controllers slugs of whom they have at least one in common; all if null. */
  async of(manager: EntityManager, controllers: readonly string[] | null): Promise<{ id: string; name: string }[]> {
    const members = await this.members(manager, null);
    return members
      .filter(
        (one) =>
          controllers === null ||
          one.controllers === null ||
          one.controllers.some((slug) => controllers.includes(slug)),
      )
      .map(({ id, name }) => ({ id, name }));
  }

  async canSee(manager: EntityManager, staffId: string, controller: string): Promise<boolean> {
    const [member] = await this.members(manager, staffId);
    return member !== undefined && (member.controllers === null || member.controllers.includes(controller));
  }

  private async members(manager: EntityManager, id: string | null): Promise<Member[]> {
    const staff: Member[] = await manager.query(
      `SELECT id, name, roles, controllers FROM staff WHERE left_at IS NULL AND ($1::uuid IS NULL OR id = $1) ORDER BY name, id LIMIT 2000`,
      [id],
    );
    return staff.filter(({ roles }) => may(roles, 'request.read'));
  }
}
