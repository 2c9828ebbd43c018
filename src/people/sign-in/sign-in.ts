import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Ledger } from '../../ledger/ledger.js';
import { Clock } from '../../platform/clock/clock.js';
import { type AttemptLimit, countAttempt } from '../../platform/http/rate/attempts.js';
import { Transactions } from '../../platform/queues/transactions.js';
import { Factors, type NextStep } from '../account/factors.js';
import { type Presented, SecondFactor } from '../account/second-factor.js';
import { Passkeys } from '../passkeys/passkeys.js';
import type { PasskeyAssertionDto } from '../passkeys/passkey.dto.js';
import { Pseudonyms } from '../pseudonyms.js';
import { Sessions } from '../sessions/sessions.js';
import type { Visit } from '../sessions/visit.js';
import { Credentials } from './credentials.js';
import { Passwords } from './passwords.js';
import { isBurst, SignInDelays } from './sign-in-delays.js';

const BY_ADDRESS: AttemptLimit = { purpose: 'staff.sign-in', limit: 60, windowMilliseconds: 15 * 60_000 };

export type Begun =
  | { outcome: 'begun'; next: NextStep; token: string }
  | { outcome: 'wrong' }
  | { outcome: 'wait'; retryAfterSeconds: number };

interface Account {
  staffId: string | null;
  hash: string | null;
  /** She has signed in from this network before. */
  knownNetwork: boolean;
}

/**
 * Signs staff in. Nobody is locked out by strangers: wrong passwords from networks in which somebody has never signed in
 * are counted together, and apart from those of each network in which she has; a passkey is heard in any case. An
 * address that nobody has is counted, delayed and hashed for like one that somebody has.
 */
@Injectable()
export class SignIn {
  constructor(
    private readonly passwords: Passwords,
    private readonly credentials: Credentials,
    private readonly delays: SignInDelays,
    private readonly factors: Factors,
    private readonly secondFactor: SecondFactor,
    private readonly passkeys: Passkeys,
    private readonly sessions: Sessions,
    private readonly pseudonyms: Pseudonyms,
    private readonly transactions: Transactions,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  /** The first factor. What comes of it is a session that can do nothing but show, or set up, the second. */
  async byPassword(email: string, password: string, visit: Visit): Promise<Begun> {
    const address = email.trim().toLowerCase();
    const account = await this.account(address, visit);
    const subject = this.delays.subject(
      'password',
      `${address}\n${account.knownNetwork ? visit.network.toString('hex') : 'elsewhere'}`,
    );
    const claim = await this.transactions.run(async (tx) => {
      const counted = await countAttempt(tx, BY_ADDRESS, visit.address, this.clock.now());
      return counted.allowed ? this.delays.claim(tx, subject) : counted;
    });
    if (!claim.allowed) return { outcome: 'wait', retryAfterSeconds: claim.retryAfterSeconds };
    const { right, outdated } = await this.passwords.verify(account.hash, password);
    if (!right || account.staffId === null || account.hash === null) {
      await this.tellBurst(account.staffId, claim.failures);
      return { outcome: 'wrong' };
    }
    const { staffId, hash } = account;
    const renewed = outdated ? await this.passwords.hash(password) : null;
    return this.transactions.run(async (tx): Promise<Begun> => {
      if (!(await this.stillOpens(tx, staffId, hash))) return { outcome: 'wrong' };
      await this.delays.clear(tx, subject);
      if (renewed) await this.credentials.rehash(tx, staffId, hash, renewed);
      const next = await this.factors.next(tx, staffId);
      const token = await this.sessions.open(tx, staffId, next === 'enrol' ? 'enrol' : 'second-factor', visit);
      if (next === 'enrol') await this.tell(tx, staffId, 'password-to-enrol');
      return { outcome: 'begun', next, token };
    });
  }

  /** The second factor of a session that has only shown the first. @returns the session's new token. */
  byCode(staffId: string, sessionId: string, code: string): Promise<Presented<string>> {
    return this.secondFactor.present(staffId, code, async (tx, kind) => {
      await this.tell(tx, staffId, `password+${kind}`);
      return this.sessions.renew(tx, sessionId);
    });
  }

  /** Both factors at once. @returns the token of a whole session; null when the passkey signs nobody in. */
  async byPasskey(credential: PasskeyAssertionDto, visit: Visit): Promise<string | null> {
    const staffId = await this.passkeys.verify('sign-in', null, credential);
    if (staffId === null) return null;
    return this.transactions.run(async (tx) => {
      const [here]: unknown[] = await tx.query(`SELECT 1 FROM staff WHERE id = $1 AND left_at IS NULL FOR SHARE`, [
        staffId,
      ]);
      if (!here) return null;
      await this.tell(tx, staffId, 'passkey');
      return this.sessions.open(tx, staffId, 'whole', visit);
    });
  }

  async signOut(staffId: string, sessionId: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      if (!(await this.sessions.end(tx, staffId, sessionId))) return;
      const by = this.pseudonyms.actor(staffId);
      await this.ledger.append(tx, { kind: 'staff.signed-out', by, at: this.clock.now(), data: {} });
    });
  }

  private async account(address: string, visit: Visit): Promise<Account> {
    const [found]: Account[] = await this.transactions.manager.query(
      `SELECT s.id AS "staffId", p.hash, EXISTS (
         SELECT FROM staff_session t WHERE t.staff_id = s.id AND t.network = $2 AND t.stage = 'whole') AS "knownNetwork"
       FROM staff s JOIN staff_password p ON p.staff_id = s.id WHERE s.email = $1 AND s.left_at IS NULL`,
      [address, visit.network],
    );
    return found ?? { staffId: null, hash: null, knownNetwork: false };
  }

  /** Nothing about her has changed while the password was being hashed; and nothing does until the session is there. */
  private async stillOpens(tx: EntityManager, staffId: string, hash: string): Promise<boolean> {
    const found: unknown[] = await tx.query(
      `SELECT 1 FROM staff s JOIN staff_password p ON p.staff_id = s.id
       WHERE s.id = $1 AND s.left_at IS NULL AND p.hash = $2 FOR SHARE OF s, p`,
      [staffId, hash],
    );
    return found.length > 0;
  }

  private async tell(tx: EntityManager, staffId: string, method: string): Promise<void> {
    const by = this.pseudonyms.actor(staffId);
    await this.ledger.append(tx, { kind: 'staff.signed-in', by, at: this.clock.now(), data: { method } });
  }

  /** Only of accounts that exist: made-up addresses would let anybody fill the ledger. */
  private async tellBurst(staffId: string | null, failures: number): Promise<void> {
    if (staffId === null || !isBurst(failures)) return;
    await this.transactions.run((tx) =>
      this.ledger.append(tx, {
        kind: 'staff.sign-in-failed',
        by: { role: 'service' },
        at: this.clock.now(),
        data: { staff: this.pseudonyms.of(staffId), step: 'password', failures },
      }),
    );
  }
}
