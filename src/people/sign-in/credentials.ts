import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../ledger/ledger-entry.js';
import { Ledger } from '../../ledger/ledger.js';
import { Clock } from '../../platform/clock/clock.js';
import { Passkeys } from '../passkeys/passkeys.js';
import { RecoveryCodes } from '../recovery/recovery-codes.js';
import { Totps } from '../totp/totp.js';
import { StaffPassword } from './staff-password.entity.js';

/** Everything that somebody signs in with, as a whole: taken away when she leaves or is reset. */
@Injectable()
export class Credentials {
  constructor(
    private readonly totps: Totps,
    private readonly passkeys: Passkeys,
    private readonly recoveryCodes: RecoveryCodes,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  async setPassword(manager: EntityManager, staffId: string, hash: string, by: Actor): Promise<void> {
    const at = this.clock.now();
    await manager.upsert(StaffPassword, { staffId, hash, setAt: at }, ['staffId']);
    await this.ledger.append(manager, { kind: 'staff.password-set', by, at, data: {} });
  }

  /** Replaces a hash by one of the same password made with today's parameters. */
  async rehash(manager: EntityManager, staffId: string, from: string, to: string): Promise<void> {
    await manager.update(StaffPassword, { staffId, hash: from }, { hash: to });
  }

  async passwordOf(manager: EntityManager, staffId: string): Promise<string | null> {
    return (await manager.findOneBy(StaffPassword, { staffId }))?.hash ?? null;
  }

  async removeAll(manager: EntityManager, staffId: string): Promise<void> {
    await manager.delete(StaffPassword, { staffId });
    await this.totps.remove(manager, staffId);
    await this.passkeys.removeAll(manager, staffId);
    await this.recoveryCodes.remove(manager, staffId);
  }
}
