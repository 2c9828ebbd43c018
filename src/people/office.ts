import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../ledger/ledger-entry.js';
import { Ledger } from '../ledger/ledger.js';
import { Clock } from '../platform/clock/clock.js';
import { hashToken, newId, newToken } from '../platform/ids/ids.js';
import { ApiKey } from './api-key.entity.js';
import { StaffInvitation } from './invitations/staff-invitation.entity.js';
import type { Role } from './policies.js';
import { Pseudonyms } from './pseudonyms.js';
import { Sessions } from './sessions/sessions.js';
import { Credentials } from './sign-in/credentials.js';
import { Staff } from './staff.entity.js';

export interface NewStaff {
  name: string;
  email: string;
  roles: Role[];
  controllers?: string[] | null;
}

/** What of somebody may be changed by others. */
export type StaffChange = Partial<Pick<Staff, 'name' | 'roles' | 'controllers'>>;

/** Whoever runs the service, by its command line: no member of staff. */
const OPERATOR: Actor = { role: 'service' };

/** Hires, changes, gives keys, and takes them away. Each is told in the ledger, by pseudonym. */
@Injectable()
export class Office {
  constructor(
    private readonly sessions: Sessions,
    private readonly credentials: Credentials,
    private readonly pseudonyms: Pseudonyms,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  /** Adds a member of staff, or gives the one with this mail address these roles. @returns her id. */
  async put(manager: EntityManager, staff: NewStaff, by: Actor = OPERATOR): Promise<string> {
    const email = staff.email.trim().toLowerCase();
    const known = await manager.findOne(Staff, { where: { email }, lock: { mode: 'pessimistic_write' } });
    const { name, roles } = staff;
    const controllers = staff.controllers ?? null;
    if (known && known.leftAt === null) {
      await this.change(manager, known, { name, roles, controllers }, by);
      return known.id;
    }
    const rows: { id: string }[] = await manager.query(
      `INSERT INTO staff (id, name, email, roles, controllers, created_at) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (email) DO UPDATE SET name = excluded.name, roles = excluded.roles, controllers = excluded.controllers, left_at = NULL
       RETURNING id`,
      [newId(), name, email, roles, controllers, this.clock.now()],
    );
    const { id } = rows[0]!;
    await this.ledger.append(manager, {
      kind: 'staff.joined',
      by,
      at: this.clock.now(),
      data: { staff: this.pseudonyms.of(id), ...told(roles, controllers) },
    });
    return id;
  }

  /** Another role or another scope ends her sessions, so that none goes on with what she was. */
  async change(manager: EntityManager, staff: Staff, change: StaffChange, by: Actor): Promise<void> {
    const next = { ...staff, ...change };
    const may =
      JSON.stringify(told(next.roles, next.controllers)) !== JSON.stringify(told(staff.roles, staff.controllers));
    if (!may && next.name === staff.name) return;
    await manager.update(
      Staff,
      { id: staff.id },
      { name: next.name, roles: next.roles, controllers: next.controllers },
    );
    if (!may) return;
    await this.ledger.append(manager, {
      kind: 'staff.changed',
      by,
      at: this.clock.now(),
      data: { staff: this.pseudonyms.of(staff.id), ...told(next.roles, next.controllers) },
    });
    await this.endSessions(manager, staff.id, 'rights-changed', by);
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
    await this.ledger.append(manager, {
      kind: 'staff.key-given',
      by: OPERATOR,
      at: this.clock.now(),
      data: { staff: this.pseudonyms.of(staffId) },
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

  async revokeKeys(manager: EntityManager, staffId: string, by: Actor = OPERATOR): Promise<void> {
    const [, keys] = await manager.query<[unknown, number]>(
      `UPDATE api_key SET revoked_at = $2 WHERE staff_id = $1 AND revoked_at IS NULL`,
      [staffId, this.clock.now()],
    );
    if (keys === 0) return;
    await this.ledger.append(manager, {
      kind: 'staff.keys-revoked',
      by,
      at: this.clock.now(),
      data: { staff: this.pseudonyms.of(staffId), keys },
    });
  }

  /** Nothing lets her in any more: keys, sessions, invitation, password and second factors are taken away. */
  async leave(manager: EntityManager, staffId: string, by: Actor = OPERATOR): Promise<void> {
    await manager.update(Staff, { id: staffId }, { leftAt: this.clock.now() });
    await this.revokeKeys(manager, staffId, by);
    await this.endSessions(manager, staffId, 'left', by);
    await this.credentials.removeAll(manager, staffId);
    await manager.delete(StaffInvitation, { staffId });
    await this.ledger.append(manager, {
      kind: 'staff.left',
      by,
      at: this.clock.now(),
      data: { staff: this.pseudonyms.of(staffId) },
    });
  }

  /** Password and second factors are gone, sessions too; the person comes in by a new invitation. Keys stay. */
  async reset(manager: EntityManager, staffId: string): Promise<void> {
    await this.credentials.removeAll(manager, staffId);
    await this.endSessions(manager, staffId, 'reset', OPERATOR);
    await this.ledger.append(manager, {
      kind: 'staff.reset',
      by: OPERATOR,
      at: this.clock.now(),
      data: { staff: this.pseudonyms.of(staffId) },
    });
  }

  /** Somebody other than this one decides, and can sign in. Ask under `lock`. */
  async hasOtherOfficer(manager: EntityManager, staffId: string): Promise<boolean> {
    const found: unknown[] = await manager.query(
      `SELECT 1 FROM staff s JOIN staff_password p ON p.staff_id = s.id
       WHERE s.left_at IS NULL AND 'privacy_officer' = ANY (s.roles) AND s.id <> $1 LIMIT 1`,
      [staffId],
    );
    return found.length > 0;
  }

  /** Can she sign in, and does she decide? */
  async isOfficer(manager: EntityManager, staffId: string): Promise<boolean> {
    const found: unknown[] = await manager.query(
      `SELECT 1 FROM staff s JOIN staff_password p ON p.staff_id = s.id
       WHERE s.left_at IS NULL AND 'privacy_officer' = ANY (s.roles) AND s.id = $1`,
      [staffId],
    );
    return found.length > 0;
  }

  /** Lets one change of the office after another happen, so that two officers cannot dismiss each other at once. */
  async lock(manager: EntityManager): Promise<void> {
    await manager.query(`SELECT pg_advisory_xact_lock(hashtext('habeas.office'))`);
  }

  private async endSessions(manager: EntityManager, staffId: string, cause: string, by: Actor): Promise<void> {
    const sessions = await this.sessions.endAll(manager, staffId);
    if (sessions === 0) return;
    await this.ledger.append(manager, {
      kind: 'staff.sessions-ended',
      by,
      at: this.clock.now(),
      data: { staff: this.pseudonyms.of(staffId), sessions, cause },
    });
  }
}

/** `agent+dpo`; of the scope only whether there is one and how wide, since an entry has little room. */
function told(roles: readonly Role[], controllers: readonly string[] | null): { roles: string; controllers: string } {
  const scope = controllers === null ? 'all' : [...controllers].sort().join('+') || 'none';
  return {
    roles: [...roles].sort().join('+') || 'none',
    controllers: scope.length <= 200 ? scope : `${controllers!.length}`,
  };
}
