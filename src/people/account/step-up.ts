import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Ledger } from '../../ledger/ledger.js';
import { Clock } from '../../platform/clock/clock.js';
import { Settings } from '../../platform/settings/settings.js';
import { Transactions } from '../../platform/queues/transactions.js';
import { Passkeys } from '../passkeys/passkeys.js';
import type { PasskeyAssertionDto } from '../passkeys/passkey.dto.js';
import { Sessions } from '../sessions/sessions.js';
import type { SessionCaller } from '../staff-caller.js';
import { type Presented, SecondFactor } from './second-factor.js';

export interface Fresh {
  token: string;
  freshUntil: Date;
}

/** Makes the second factor of a session fresh again. */
@Injectable()
export class StepUp {
  constructor(
    private readonly secondFactor: SecondFactor,
    private readonly passkeys: Passkeys,
    private readonly sessions: Sessions,
    private readonly transactions: Transactions,
    private readonly settings: Settings,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  byCode(caller: SessionCaller, code: string): Promise<Presented<Fresh>> {
    return this.secondFactor.present(caller.id, code, (tx, kind) => this.renew(tx, caller, kind));
  }

  async byPasskey(caller: SessionCaller, credential: PasskeyAssertionDto): Promise<Presented<Fresh>> {
    if ((await this.passkeys.verify('step-up', caller.id, credential)) === null) return { outcome: 'wrong' };
    return {
      outcome: 'right',
      result: await this.transactions.run((tx) => this.renew(tx, caller, 'passkey')),
    };
  }

  private async renew(tx: EntityManager, caller: SessionCaller, method: string): Promise<Fresh> {
    const at = this.clock.now();
    await this.ledger.append(tx, { kind: 'staff.stepped-up', by: caller.actor, at, data: { method } });
    return {
      token: await this.sessions.renew(tx, caller.session.id),
      freshUntil: new Date(at.getTime() + this.settings.STEP_UP_MINUTES * 60_000),
    };
  }
}
