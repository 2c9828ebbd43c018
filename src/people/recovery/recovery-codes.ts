import { Injectable } from '@nestjs/common';
import { randomInt } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../platform/clock/clock.js';
import { Tags } from '../../platform/crypto/tags.js';
import { newId } from '../../platform/ids/ids.js';
import { StaffRecoveryCode } from './staff-recovery-code.entity.js';

/** Signs that are not taken for one another; no vowels, so that no words come out. */
const ALPHABET = '23456789BCDFGHJKMNPQRSTVWXYZ';
const LENGTH = 12;
const CODES = 10;

/** `XXXX-XXXX-XXXX`: 57 bits. */
export function newCode(): string {
  const signs = Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]!).join('');
  return signs.replace(/(.{4})(?=.)/g, '$1-');
}

/** What was typed in the form in which codes are compared; null when it can be no code. */
export function readRecoveryCode(typed: string): string | null {
  const signs = typed.toUpperCase().replace(/[\s-]/g, '');
  return signs.length === LENGTH && [...signs].every((sign) => ALPHABET.includes(sign)) ? signs : null;
}

/** Ten codes on paper for the day on which the second factor is lost. */
@Injectable()
export class RecoveryCodes {
  constructor(
    private readonly tags: Tags,
    private readonly clock: Clock,
  ) {}

  /** New ones in place of all earlier ones. @returns them in clear: the only time that they are seen. */
  async make(manager: EntityManager, staffId: string): Promise<string[]> {
    await this.remove(manager, staffId);
    const codes = Array.from({ length: CODES }, newCode);
    await manager.insert(
      StaffRecoveryCode,
      codes.map((code) => ({ id: newId(), staffId, tag: this.tagOf(staffId, code), usedAt: null })),
    );
    return codes;
  }

  /** Uses a code up. @returns false when it is none, or was used. */
  async use(manager: EntityManager, staffId: string, typed: string): Promise<boolean> {
    const [, used] = await manager.query<[unknown, number]>(
      `UPDATE staff_recovery_code SET used_at = $3 WHERE staff_id = $1 AND tag = $2 AND used_at IS NULL`,
      [staffId, this.tagOf(staffId, typed), this.clock.now()],
    );
    return used === 1;
  }

  async left(manager: EntityManager, staffId: string): Promise<number> {
    const [row]: { left: number }[] = await manager.query(
      `SELECT count(*)::int AS left FROM staff_recovery_code WHERE staff_id = $1 AND used_at IS NULL`,
      [staffId],
    );
    return row!.left;
  }

  async remove(manager: EntityManager, staffId: string): Promise<void> {
    await manager.delete(StaffRecoveryCode, { staffId });
  }

  private tagOf(staffId: string, code: string): Buffer {
    return this.tags.tag('sign-in', `recovery/${staffId}`, readRecoveryCode(code) ?? '');
  }
}
