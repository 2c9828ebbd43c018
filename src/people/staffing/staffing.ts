import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Transactions } from '../../platform/queues/transactions.js';
import { LegalController } from '../../requests/legal-controller.entity.js';
import { type Invited, Invitations } from '../invitations/invitations.js';
import { Office } from '../office.js';
import type { HumanRole } from '../policies.js';
import { Staff } from '../staff.entity.js';
import type { SessionCaller, StaffCaller } from '../staff-caller.js';
import { type StaffRow, StaffListRepository } from './staff-list.repository.js';
import type { ChangeStaffDto, InviteStaffDto, StaffMemberDto } from './staffing.dto.js';

/**
 * `own`: nobody changes her own rights. `beyond`: the person, or what is to be given to her, reaches beyond the
 * caller's controllers. `last-officer`: then nobody could decide. `has-password`: she can sign in; only the operator
 * resets somebody who can, since whoever sets another's password could decide in her name.
 */
export type Refusal =
  'absent' | 'own' | 'beyond' | 'unknown-controller' | 'last-officer' | 'known-address' | 'has-password';

export type Staffed<T> = { outcome: 'done'; result: T } | { outcome: Refusal };

type Scope = readonly string[] | null;

/** What privacy officers do about the office. Each within her own controllers, and never about herself. */
@Injectable()
export class Staffing {
  constructor(
    private readonly list: StaffListRepository,
    private readonly office: Office,
    private readonly invitations: Invitations,
    private readonly transactions: Transactions,
  ) {}

  async page(
    caller: StaffCaller,
    limit: number,
    after: string | null,
  ): Promise<{ items: StaffMemberDto[]; next: string | null }> {
    const { items, next } = await this.list.page(this.transactions.manager, caller.controllers, limit, after);
    return { items: items.map((row) => shown(row, caller)), next };
  }

  invite(caller: SessionCaller, wanted: InviteStaffDto): Promise<Staffed<Invited & { id: string }>> {
    return this.transactions.run(async (tx): Promise<Staffed<Invited & { id: string }>> => {
      await this.office.lock(tx);
      const scope = await this.scopeRefusal(tx, caller, wanted.controllers);
      if (scope) return { outcome: scope };
      const email = wanted.email.trim().toLowerCase();
      if (await tx.existsBy(Staff, { email })) return { outcome: 'known-address' };
      const { name, roles, controllers } = wanted;
      const id = await this.office.put(tx, { name, email, roles: [...roles], controllers }, caller.actor);
      return { outcome: 'done', result: { id, ...(await this.invitations.make(tx, id, caller.actor)) } };
    });
  }

  /** A new link for somebody who has never used hers, or who is back. */
  inviteAgain(caller: SessionCaller, id: string): Promise<Staffed<Invited & { id: string }>> {
    return this.transactions.run(async (tx): Promise<Staffed<Invited & { id: string }>> => {
      const row = await this.manageable(tx, caller, id);
      if (typeof row === 'string') return { outcome: row };
      if (row.state === 'active') return { outcome: 'has-password' };
      if (row.state === 'left' || row.roles.includes('integration')) return { outcome: 'absent' };
      return { outcome: 'done', result: { id, ...(await this.invitations.make(tx, id, caller.actor)) } };
    });
  }

  change(caller: SessionCaller, id: string, wanted: ChangeStaffDto): Promise<Staffed<StaffMemberDto>> {
    return this.transactions.run(async (tx): Promise<Staffed<StaffMemberDto>> => {
      const row = await this.manageable(tx, caller, id);
      if (typeof row === 'string') return { outcome: row };
      if (wanted.controllers !== undefined) {
        const scope = await this.scopeRefusal(tx, caller, wanted.controllers);
        if (scope) return { outcome: scope };
      }
      const loses = wanted.disabled === true || (wanted.roles && !decides(wanted.roles));
      if (loses && (await this.office.isOfficer(tx, id)) && !(await this.office.hasOtherOfficer(tx, id)))
        return { outcome: 'last-officer' };
      await this.carryOut(tx, caller, row, wanted);
      return { outcome: 'done', result: shown((await this.list.one(tx, caller.controllers, id))!, caller) };
    });
  }

  private async carryOut(
    tx: EntityManager,
    caller: SessionCaller,
    row: StaffRow,
    wanted: ChangeStaffDto,
  ): Promise<void> {
    const { name = row.name, roles = row.roles, controllers = row.controllers } = wanted;
    const back = row.state === 'left' && wanted.disabled === false;
    if (back) await this.office.put(tx, { name, email: row.email, roles: [...roles], controllers }, caller.actor);
    else {
      const staff = await tx.findOneByOrFail(Staff, { id: row.id });
      await this.office.change(tx, staff, { name, roles: [...roles], controllers }, caller.actor);
    }
    if (wanted.disabled === true && row.state !== 'left') await this.office.leave(tx, row.id, caller.actor);
  }

  /** The person under the office's lock, or why the caller cannot change her. */
  private async manageable(tx: EntityManager, caller: SessionCaller, id: string): Promise<StaffRow | Refusal> {
    await this.office.lock(tx);
    // The caller may have been dismissed while she waited for the lock.
    if (!(await this.office.isOfficer(tx, caller.id))) return 'absent';
    const row = await this.list.one(tx, caller.controllers, id);
    if (!row) return 'absent';
    if (row.id === caller.id) return 'own';
    return within(row.controllers, caller.controllers) ? row : 'beyond';
  }

  private async scopeRefusal(tx: EntityManager, caller: StaffCaller, wanted: Scope): Promise<Refusal | null> {
    if (wanted === null) return caller.controllers === null ? null : 'beyond';
    const known = new Set((await tx.find(LegalController)).map(({ slug }) => slug));
    const hers = caller.controllers;
    // What lies beyond her scope is to her as if it were not there.
    return wanted.every((slug) => known.has(slug) && (hers === null || hers.includes(slug)))
      ? null
      : 'unknown-controller';
  }
}

const decides = (roles: readonly HumanRole[]): boolean => roles.includes('privacy_officer');

function within(inner: Scope, outer: Scope): boolean {
  return outer === null || (inner !== null && inner.every((slug) => outer.includes(slug)));
}

function shown(row: StaffRow, caller: StaffCaller): StaffMemberDto {
  return { ...row, manageable: row.id !== caller.id && within(row.controllers, caller.controllers) };
}
