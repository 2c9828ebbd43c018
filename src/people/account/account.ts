import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { legalDay } from '../../laws/legal-day.js';
import { Ledger } from '../../ledger/ledger.js';
import { Clock } from '../../platform/clock/clock.js';
import { Transactions } from '../../platform/queues/transactions.js';
import { LegalController } from '../../requests/legal-controller.entity.js';
import { type HumanRole, permissionsOf } from '../policies.js';
import { Pseudonyms } from '../pseudonyms.js';
import { RecoveryCodes } from '../recovery/recovery-codes.js';
import { Sessions } from '../sessions/sessions.js';
import { Credentials } from '../sign-in/credentials.js';
import { complaintAbout, type PasswordComplaint } from '../sign-in/password-rules.js';
import { Passwords } from '../sign-in/passwords.js';
import { SignInDelays } from '../sign-in/sign-in-delays.js';
import { Staff, type StaffLocale } from '../staff.entity.js';
import type { SessionCaller } from '../staff-caller.js';
import type { OwnAccountDto } from './account.dto.js';
import { Factors } from './factors.js';

export type PasswordChange =
  | { outcome: 'changed'; token: string }
  | { outcome: 'wrong' }
  | { outcome: 'unfit'; reason: PasswordComplaint }
  | { outcome: 'wait'; retryAfterSeconds: number };

/** What somebody sees and changes of her own account. Roles and controllers are for others to change. */
@Injectable()
export class Account {
  constructor(
    private readonly factors: Factors,
    private readonly recoveryCodes: RecoveryCodes,
    private readonly passwords: Passwords,
    private readonly credentials: Credentials,
    private readonly delays: SignInDelays,
    private readonly sessions: Sessions,
    private readonly pseudonyms: Pseudonyms,
    private readonly transactions: Transactions,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  async show(staffId: string): Promise<OwnAccountDto> {
    const manager = this.transactions.manager;
    const { id, name, email, roles, controllers, locale } = await manager.findOneByOrFail(Staff, { id: staffId });
    const next = await this.factors.next(manager, id);
    return {
      id,
      name,
      email,
      roles: roles.filter((role): role is HumanRole => role !== 'integration'),
      controllers,
      may: permissionsOf(roles),
      singlePerson: await this.singlePerson(manager, controllers),
      secondFactor: next === 'enrol' ? 'none' : next,
      recoveryCodesLeft: await this.recoveryCodes.left(manager, id),
      locale,
    };
  }

  /** @param change at least one of the two. */
  async change(staffId: string, change: { locale?: StaffLocale; name?: string }): Promise<void> {
    await this.transactions.manager.update(Staff, { id: staffId }, change);
  }

  /** Every other session of hers ends; this one goes on under a new token. */
  async changePassword(caller: SessionCaller, current: string, next: string): Promise<PasswordChange> {
    const manager = this.transactions.manager;
    const staff = await manager.findOneByOrFail(Staff, { id: caller.id });
    const subject = this.delays.subject('password', `own\n${staff.id}`);
    const claim = await this.transactions.run((tx) => this.delays.claim(tx, subject));
    if (!claim.allowed) return { outcome: 'wait', retryAfterSeconds: claim.retryAfterSeconds };
    const stored = await this.credentials.passwordOf(manager, staff.id);
    if (!(await this.passwords.verify(stored, current)).right) return { outcome: 'wrong' };
    const reason = complaintAbout(next, staff);
    if (reason) return { outcome: 'unfit', reason };
    const hash = await this.passwords.hash(next);
    return this.transactions.run(async (tx): Promise<PasswordChange> => {
      await this.delays.clear(tx, subject);
      await this.credentials.setPassword(tx, staff.id, hash, caller.actor);
      await this.endOthers(tx, caller, 'password-changed');
      return { outcome: 'changed', token: await this.sessions.renew(tx, caller.session.id) };
    });
  }

  /** @returns how many sessions ended. */
  async endOthers(tx: EntityManager, caller: SessionCaller, cause: string): Promise<number> {
    const sessions = await this.sessions.endAll(tx, caller.id, caller.session.id);
    if (sessions > 0) await this.tellEnded(tx, caller, sessions, cause);
    return sessions;
  }

  async endOne(caller: SessionCaller, sessionId: string): Promise<boolean> {
    return this.transactions.run(async (tx) => {
      const ended = await this.sessions.end(tx, caller.id, sessionId);
      if (ended) await this.tellEnded(tx, caller, 1, 'by-owner');
      return ended;
    });
  }

  private async tellEnded(tx: EntityManager, caller: SessionCaller, sessions: number, cause: string): Promise<void> {
    await this.ledger.append(tx, {
      kind: 'staff.sessions-ended',
      by: caller.actor,
      at: this.clock.now(),
      data: { staff: this.pseudonyms.of(caller.id), sessions, cause },
    });
  }

  private async singlePerson(manager: EntityManager, slugs: string[] | null): Promise<boolean> {
    const all = await manager.find(LegalController);
    return all
      .filter(({ slug }) => slugs === null || slugs.includes(slug))
      .some(({ policy, zone }) => {
        const until = policy.singlePersonUntil;
        const today = legalDay(this.clock.now(), zone);
        return until !== undefined && Temporal.PlainDate.compare(Temporal.PlainDate.from(until), today) >= 0;
      });
  }
}
