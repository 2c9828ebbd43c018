import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Ledger } from '../../ledger/ledger.js';
import { Clock } from '../../platform/clock/clock.js';
import { Transactions } from '../../platform/queues/transactions.js';
import { Pseudonyms } from '../pseudonyms.js';
import { RecoveryCodes, readRecoveryCode } from '../recovery/recovery-codes.js';
import { isBurst, SignInDelays } from '../sign-in/sign-in-delays.js';
import { Totps } from '../totp/totp.js';

export type CodeKind = 'totp' | 'recovery-code';

export type Presented<T> =
  { outcome: 'right'; result: T } | { outcome: 'wrong' } | { outcome: 'wait'; retryAfterSeconds: number };

/** Takes typed codes: of the authenticator app, or from the paper with the recovery codes. */
@Injectable()
export class SecondFactor {
  constructor(
    private readonly totps: Totps,
    private readonly recoveryCodes: RecoveryCodes,
    private readonly delays: SignInDelays,
    private readonly pseudonyms: Pseudonyms,
    private readonly transactions: Transactions,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  /**
   * @param then what a right code brings about, in the transaction that uses it up. Only somebody who has the password
   *   or a session comes here, so that the delays go by person and outsiders cannot cause them.
   */
  async present<T>(
    staffId: string,
    typed: string,
    then: (tx: EntityManager, kind: CodeKind) => Promise<T>,
  ): Promise<Presented<T>> {
    const subject = this.delays.subject('second-factor', staffId);
    const claim = await this.transactions.run((tx) => this.delays.claim(tx, subject));
    if (!claim.allowed) return { outcome: 'wait', retryAfterSeconds: claim.retryAfterSeconds };
    const done = await this.transactions.run(async (tx) => {
      const kind = await this.use(tx, staffId, typed);
      if (kind === null) return null;
      await this.delays.clear(tx, subject);
      return { result: await then(tx, kind) };
    });
    if (done) return { outcome: 'right', result: done.result };
    if (isBurst(claim.failures)) {
      await this.transactions.run((tx) =>
        this.ledger.append(tx, {
          kind: 'staff.sign-in-failed',
          by: { role: 'service' },
          at: this.clock.now(),
          data: { staff: this.pseudonyms.of(staffId), step: 'second-factor', failures: claim.failures },
        }),
      );
    }
    return { outcome: 'wrong' };
  }

  private async use(manager: EntityManager, staffId: string, typed: string): Promise<CodeKind | null> {
    const code = typed.replace(/\s/g, '');
    if (/^\d{6}$/.test(code)) return (await this.totps.verify(manager, staffId, code)) ? 'totp' : null;
    if (readRecoveryCode(typed) === null) return null;
    return (await this.recoveryCodes.use(manager, staffId, typed)) ? 'recovery-code' : null;
  }
}
