import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Ledger } from '../../ledger/ledger.js';
import { Clock } from '../../platform/clock/clock.js';
import { Transactions } from '../../platform/queues/transactions.js';
import { Passkeys } from '../passkeys/passkeys.js';
import type { PasskeyAttestationDto, PasskeyCreationOptionsDto } from '../passkeys/passkey.dto.js';
import { RecoveryCodes } from '../recovery/recovery-codes.js';
import { Sessions } from '../sessions/sessions.js';
import type { SessionCaller } from '../staff-caller.js';
import { Staff } from '../staff.entity.js';
import { type TotpOffer, Totps } from '../totp/totp.js';
import { Account } from './account.js';
import { Factors } from './factors.js';

/**
 * `overtaken`: while this session waited to set up the first factor, another one did; it now has to show that one.
 * `wrong`: the code or the passkey cannot be taken.
 */
export type Enrolled<T> = { outcome: 'enrolled'; token: string; result: T } | { outcome: 'overtaken' | 'wrong' };

/** Sets second factors up and takes them away. The first one makes the session whole. */
@Injectable()
export class Enrolment {
  constructor(
    private readonly totps: Totps,
    private readonly passkeys: Passkeys,
    private readonly recoveryCodes: RecoveryCodes,
    private readonly factors: Factors,
    private readonly sessions: Sessions,
    private readonly account: Account,
    private readonly transactions: Transactions,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  /** Null when overtaken. */
  beginTotp(caller: SessionCaller): Promise<TotpOffer | null> {
    return this.transactions.run(async (tx) => {
      if (!(await this.mayEnrol(tx, caller))) return null;
      return this.totps.begin(tx, await tx.findOneByOrFail(Staff, { id: caller.id }));
    });
  }

  /** The result: new recovery codes. */
  confirmTotp(caller: SessionCaller, code: string): Promise<Enrolled<string[]>> {
    return this.transactions.run(async (tx): Promise<Enrolled<string[]>> => {
      if (!(await this.mayEnrol(tx, caller))) return { outcome: 'overtaken' };
      if (!(await this.totps.confirm(tx, caller.id, code))) return { outcome: 'wrong' };
      await this.tell(tx, caller, 'staff.factor-added', 'totp');
      const codes = await this.makeCodes(tx, caller);
      return { outcome: 'enrolled', token: await this.whole(tx, caller), result: codes };
    });
  }

  async beginPasskey(caller: SessionCaller): Promise<PasskeyCreationOptionsDto | 'overtaken' | 'no-host'> {
    const manager = this.transactions.manager;
    if (!(await this.mayEnrol(manager, caller))) return 'overtaken';
    return (await this.passkeys.creationOptions(await manager.findOneByOrFail(Staff, { id: caller.id }))) ?? 'no-host';
  }

  /** The result: its id, and recovery codes if it is the first factor. */
  async addPasskey(
    caller: SessionCaller,
    name: string,
    credential: PasskeyAttestationDto,
  ): Promise<Enrolled<{ id: string; recoveryCodes: string[] | null }>> {
    const made = await this.passkeys.verifyNew(caller.id, credential);
    if (!made) return { outcome: 'wrong' };
    return this.transactions.run(async (tx): Promise<Enrolled<{ id: string; recoveryCodes: string[] | null }>> => {
      if (!(await this.mayEnrol(tx, caller))) return { outcome: 'overtaken' };
      const first = (await this.factors.next(tx, caller.id)) === 'enrol';
      const id = await this.passkeys.add(tx, caller.id, name, made);
      if (id === null) return { outcome: 'wrong' };
      await this.tell(tx, caller, 'staff.factor-added', 'passkey');
      const recoveryCodes = first ? await this.makeCodes(tx, caller) : null;
      return { outcome: 'enrolled', token: await this.whole(tx, caller), result: { id, recoveryCodes } };
    });
  }

  /** `last`: then she could not come in any more. */
  removePasskey(caller: SessionCaller, id: string): Promise<'removed' | 'absent' | 'last'> {
    return this.transactions.run(async (tx) => {
      await this.factors.lock(tx, caller.id);
      const hers = await this.passkeys.of(tx, caller.id);
      if (!hers.some((one) => one.id === id)) return 'absent';
      const { totp } = await this.factors.of(tx, caller.id);
      if (!totp && hers.length === 1) return 'last';
      await this.passkeys.remove(tx, caller.id, id);
      await this.tell(tx, caller, 'staff.factor-removed', 'passkey');
      return 'removed';
    });
  }

  removeTotp(caller: SessionCaller): Promise<'removed' | 'absent' | 'last'> {
    return this.transactions.run(async (tx) => {
      await this.factors.lock(tx, caller.id);
      const { totp, passkeys } = await this.factors.of(tx, caller.id);
      if (!totp) return 'absent';
      if (passkeys === 0) return 'last';
      await this.totps.remove(tx, caller.id);
      await this.tell(tx, caller, 'staff.factor-removed', 'totp');
      return 'removed';
    });
  }

  newCodes(caller: SessionCaller): Promise<string[]> {
    return this.transactions.run((tx) => this.makeCodes(tx, caller));
  }

  /** Whoever has only shown the password may set up the first factor, and nothing beside one that is there. */
  private async mayEnrol(tx: EntityManager, caller: SessionCaller): Promise<boolean> {
    if (caller.session.stage === 'whole') return true;
    await this.factors.lock(tx, caller.id);
    return (await this.factors.next(tx, caller.id)) === 'enrol';
  }

  /** The first factor ends whatever else was waiting to set one up. */
  private async whole(tx: EntityManager, caller: SessionCaller): Promise<string> {
    if (caller.session.stage !== 'whole') await this.account.endOthers(tx, caller, 'first-factor');
    return this.sessions.renew(tx, caller.session.id);
  }

  private async makeCodes(tx: EntityManager, caller: SessionCaller): Promise<string[]> {
    const codes = await this.recoveryCodes.make(tx, caller.id);
    await this.ledger.append(tx, {
      kind: 'staff.recovery-codes-made',
      by: caller.actor,
      at: this.clock.now(),
      data: {},
    });
    return codes;
  }

  private async tell(
    tx: EntityManager,
    caller: SessionCaller,
    kind: 'staff.factor-added' | 'staff.factor-removed',
    factor: string,
  ): Promise<void> {
    await this.ledger.append(tx, { kind, by: caller.actor, at: this.clock.now(), data: { factor } });
  }
}
