import { Injectable } from '@nestjs/common';
import { Secret, TOTP } from 'otpauth';
import { IsNull, Not, type EntityManager } from 'typeorm';
import { Ledger } from '../../ledger/ledger.js';
import { Clock } from '../../platform/clock/clock.js';
import { DataKeys } from '../../platform/crypto/data-keys.js';
import type { KeyOwner } from '../../platform/crypto/key-owner.js';
import { newId } from '../../platform/ids/ids.js';
import { StaffTotp } from './staff-totp.entity.js';

const PERIOD_SECONDS = 30;
/** Steps before and after the present one that count too: clocks differ (RFC 6238, section 5.2). */
const WINDOW = 1;

const ownerOf = (id: string): KeyOwner => ({ kind: 'staff', id });
const placeOf = (id: string) => ({ table: 'staff_totp', row: id, column: 'secret' });

export interface TotpOffer {
  /** `otpauth://totp/…`, for the QR code. */
  uri: string;
  /** Base32, to be typed where no camera is. */
  secret: string;
}

/** Authenticator apps. SHA-1, six digits and thirty seconds are what every app knows; the secret has 160 bits. */
@Injectable()
export class Totps {
  constructor(
    private readonly keys: DataKeys,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  /** Begins to set one up; an earlier beginning is forgotten. What is confirmed stays in force until the new one is. */
  async begin(manager: EntityManager, staff: { id: string; email: string }): Promise<TotpOffer> {
    await this.drop(manager, await manager.findBy(StaffTotp, { staffId: staff.id, confirmedAt: IsNull() }));
    const secret = new Secret({ size: 20 });
    await this.store(manager, staff.id, secret, null);
    return { uri: totpOf(secret, staff.email).toString(), secret: secret.base32 };
  }

  /** For the demo: a secret that is known and in force at once. */
  async put(manager: EntityManager, staffId: string, base32: string): Promise<void> {
    await this.remove(manager, staffId);
    await this.store(manager, staffId, Secret.fromBase32(base32), this.clock.now());
  }

  /** The first right code puts it in force in place of what was there. @returns false when the code is wrong. */
  async confirm(manager: EntityManager, staffId: string, code: string): Promise<boolean> {
    const [pending] = await manager.find(StaffTotp, { where: { staffId, confirmedAt: IsNull() }, lock: LOCK });
    if (!pending || !(await this.use(manager, pending, code))) return false;
    await this.drop(manager, await manager.findBy(StaffTotp, { staffId, confirmedAt: Not(IsNull()) }));
    await manager.update(StaffTotp, { id: pending.id }, { confirmedAt: this.clock.now() });
    return true;
  }

  /** Takes a code; each time step counts once. */
  async verify(manager: EntityManager, staffId: string, code: string): Promise<boolean> {
    const [row] = await manager.find(StaffTotp, { where: { staffId, confirmedAt: Not(IsNull()) }, lock: LOCK });
    return row !== undefined && this.use(manager, row, code);
  }

  async remove(manager: EntityManager, staffId: string): Promise<boolean> {
    const rows = await manager.findBy(StaffTotp, { staffId });
    await this.drop(manager, rows);
    return rows.some((row) => row.confirmedAt !== null);
  }

  private async use(manager: EntityManager, row: StaffTotp, code: string): Promise<boolean> {
    const key = await this.keys.of(manager, ownerOf(row.id));
    const secret = new Secret({ buffer: new Uint8Array(key.open(row.secret, placeOf(row.id))).buffer });
    const timestamp = this.clock.now().getTime();
    const delta = totpOf(secret, '').validate({ token: code, timestamp, window: WINDOW });
    if (delta === null) return false;
    const step = Math.floor(timestamp / 1000 / PERIOD_SECONDS) + delta;
    if (step <= Number(row.lastStep)) return false;
    await manager.update(StaffTotp, { id: row.id }, { lastStep: String(step) });
    return true;
  }

  private async store(
    manager: EntityManager,
    staffId: string,
    secret: Secret,
    confirmedAt: Date | null,
  ): Promise<void> {
    const id = newId();
    const key = await this.keys.create(manager, ownerOf(id), null);
    await manager.insert(StaffTotp, {
      id,
      staffId,
      secret: key.seal(Buffer.from(secret.bytes), placeOf(id)),
      lastStep: '0',
      createdAt: this.clock.now(),
      confirmedAt,
    });
  }

  private async drop(manager: EntityManager, rows: StaffTotp[]): Promise<void> {
    const at = this.clock.now();
    for (const { id } of rows) {
      await manager.delete(StaffTotp, { id });
      for (const keyId of await this.keys.destroy(manager, ownerOf(id), at)) {
        await this.ledger.append(manager, {
          kind: 'key.destroyed',
          by: { role: 'service' },
          at,
          data: { owner: 'staff', keyId },
        });
      }
    }
  }
}

const LOCK = { mode: 'pessimistic_write' } as const;

function totpOf(secret: Secret, label: string): TOTP {
  return new TOTP({ issuer: 'Habeas', label, secret, algorithm: 'SHA1', digits: 6, period: PERIOD_SECONDS });
}
