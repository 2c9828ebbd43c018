import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../platform/clock/clock.js';
import { Tags } from '../../platform/crypto/tags.js';
import { type AttemptLimit, countAttempt } from '../../platform/http/rate/attempts.js';
import { Transactions } from '../../platform/queues/transactions.js';
import { Office } from '../office.js';
import { newCode, readRecoveryCode } from '../recovery/recovery-codes.js';
import { Pseudonyms } from '../pseudonyms.js';
import { Sessions } from '../sessions/sessions.js';
import type { Visit } from '../sessions/visit.js';
import { Credentials } from '../sign-in/credentials.js';
import { complaintAbout, type PasswordComplaint } from '../sign-in/password-rules.js';
import { Passwords } from '../sign-in/passwords.js';
import { Staff } from '../staff.entity.js';
import { SetUpCode } from './set-up-code.entity.js';

const GOOD_FOR_MS = 24 * 3_600_000;
const ATTEMPTS: AttemptLimit = { purpose: 'staff.set-up', limit: 10, windowMilliseconds: 15 * 60_000 };

export type SetUpResult =
  | { outcome: 'set-up'; token: string }
  | { outcome: 'not-needed' | 'wrong-code' | 'known-address' }
  | { outcome: 'unfit'; reason: PasswordComplaint }
  | { outcome: 'wait'; retryAfterSeconds: number };

/** The first officer of an empty installation. Only who reads what the starting process prints can become it. */
@Injectable()
export class SetUp {
  constructor(
    private readonly passwords: Passwords,
    private readonly credentials: Credentials,
    private readonly office: Office,
    private readonly sessions: Sessions,
    private readonly pseudonyms: Pseudonyms,
    private readonly tags: Tags,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Nobody can sign in yet. */
  async needed(manager: EntityManager = this.transactions.manager): Promise<boolean> {
    const found: unknown[] = await manager.query(
      `SELECT 1 FROM staff_password p JOIN staff s ON s.id = p.staff_id WHERE s.left_at IS NULL LIMIT 1`,
    );
    return found.length === 0;
  }

  /** A code to be printed by a process that starts; null when there is nothing to set up. It is kept as a keyed tag. */
  offer(): Promise<string | null> {
    return this.transactions.run(async (tx) => {
      if (!(await this.needed(tx))) return null;
      const code = newCode();
      const now = this.clock.now();
      await tx.query(`DELETE FROM set_up_code WHERE expires_at <= $1`, [now]);
      await tx.insert(SetUpCode, { tag: this.tagOf(code), expiresAt: new Date(now.getTime() + GOOD_FOR_MS) });
      return code;
    });
  }

  /** Makes the first officer and opens her session, which still has to set up a second factor. */
  async carryOut(
    given: { code: string; name: string; email: string; password: string },
    visit: Visit,
  ): Promise<SetUpResult> {
    if (!(await this.needed())) return { outcome: 'not-needed' };
    const counted = await this.transactions.run((tx) => countAttempt(tx, ATTEMPTS, visit.address, this.clock.now()));
    if (!counted.allowed) return { outcome: 'wait', retryAfterSeconds: counted.retryAfterSeconds };
    if (!(await this.opens(this.transactions.manager, given.code))) return { outcome: 'wrong-code' };
    const reason = complaintAbout(given.password, given);
    if (reason) return { outcome: 'unfit', reason };
    const hash = await this.passwords.hash(given.password);
    return this.transactions.run(async (tx): Promise<SetUpResult> => {
      await this.office.lock(tx);
      if (!(await this.needed(tx))) return { outcome: 'not-needed' };
      if (!(await this.opens(tx, given.code))) return { outcome: 'wrong-code' };
      if (await tx.existsBy(Staff, { email: given.email.trim().toLowerCase() })) return { outcome: 'known-address' };
      const id = await this.office.put(tx, { name: given.name, email: given.email, roles: ['privacy_officer'] });
      await this.credentials.setPassword(tx, id, hash, this.pseudonyms.actor(id));
      await tx.query(`DELETE FROM set_up_code`);
      return { outcome: 'set-up', token: await this.sessions.open(tx, id, 'enrol', visit) };
    });
  }

  private async opens(manager: EntityManager, code: string): Promise<boolean> {
    const found: unknown[] = await manager.query(`SELECT 1 FROM set_up_code WHERE tag = $1 AND expires_at > $2`, [
      this.tagOf(code),
      this.clock.now(),
    ]);
    return found.length > 0;
  }

  private tagOf(code: string): Buffer {
    return this.tags.tag('sign-in', 'set-up', readRecoveryCode(code) ?? '');
  }
}
