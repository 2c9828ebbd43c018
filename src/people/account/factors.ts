import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** What a sign-in still needs after the password. */
export type NextStep = 'totp' | 'passkey' | 'enrol';

export interface FactorCount {
  totp: boolean;
  passkeys: number;
}

/** Which second factors somebody has. */
@Injectable()
export class Factors {
  async of(manager: EntityManager, staffId: string): Promise<FactorCount> {
    const [row]: FactorCount[] = await manager.query(
      `SELECT EXISTS (SELECT FROM staff_totp WHERE staff_id = $1 AND confirmed_at IS NOT NULL) AS totp,
              (SELECT count(*)::int FROM staff_passkey WHERE staff_id = $1) AS passkeys`,
      [staffId],
    );
    return row!;
  }

  async next(manager: EntityManager, staffId: string): Promise<NextStep> {
    const { totp, passkeys } = await this.of(manager, staffId);
    if (totp) return 'totp';
    return passkeys > 0 ? 'passkey' : 'enrol';
  }

  /** Keeps two changes of one person's factors apart until the transaction ends. */
  async lock(manager: EntityManager, staffId: string): Promise<void> {
    await manager.query(`SELECT id FROM staff WHERE id = $1 FOR UPDATE`, [staffId]);
  }
}
