import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../platform/clock/clock.js';
import { hashToken, newId, newToken } from '../platform/ids/ids.js';
import { ApiKey } from './api-key.entity.js';
import type { Role } from './policies.js';
import { Staff } from './staff.entity.js';

export interface NewStaff {
  name: string;
  email: string;
  roles: Role[];
  controllers?: string[] | null;
}

/** Hires, gives keys, and takes them away. */
@Injectable()
export class Office {
  constructor(private readonly clock: Clock) {}

  /** Adds a member of staff, or gives the one with this mail address these roles. @returns her id. */
  async put(manager: EntityManager, staff: NewStaff): Promise<string> {
    const rows: { id: string }[] = await manager.query(
      `INSERT INTO staff (id, name, email, roles, controllers, created_at) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (email) DO UPDATE SET name = excluded.name, roles = excluded.roles, controllers = excluded.controllers, left_at = NULL
       RETURNING id`,
      [newId(), staff.name, staff.email.trim().toLowerCase(), staff.roles, staff.controllers ?? null, this.clock.now()],
    );
    return rows[0]!.id;
  }

  /** A new key. @returns it in clear: the only time that it is seen. */
  async giveKey(
    manager: EntityManager,
    staffId: string,
    label: string,
    expiresAt: Date | null = null,
  ): Promise<string> {
    const { token } = newToken();
    const key = `hbs_${token}`;
    await manager.insert(ApiKey, {
      id: newId(),
      staffId,
      label,
      hash: hashToken(key),
      createdAt: this.clock.now(),
      expiresAt,
      revokedAt: null,
    });
    return key;
  }

  /** Is this a key of hers that still opens? */
  async knowsKey(manager: EntityManager, staffId: string, key: string): Promise<boolean> {
    const found: unknown[] = await manager.query(
      `SELECT 1 FROM api_key WHERE staff_id = $1 AND hash = $2 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $3)`,
      [staffId, hashToken(key), this.clock.now()],
    );
    return found.length > 0;
  }

  async revokeKeys(manager: EntityManager, staffId: string): Promise<void> {
    await manager.query(`UPDATE api_key SET revoked_at = $2 WHERE staff_id = $1 AND revoked_at IS NULL`, [
      staffId,
      this.clock.now(),
    ]);
  }

  async leave(manager: EntityManager, staffId: string): Promise<void> {
    await manager.update(Staff, { id: staffId }, { leftAt: this.clock.now() });
    await this.revokeKeys(manager, staffId);
  }
}
