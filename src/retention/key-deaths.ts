import { Injectable } from '@nestjs/common';
import { Ledger } from '../ledger/ledger.js';
import { Clock } from '../platform/clock/clock.js';
import { DataKeys } from '../platform/crypto/data-keys.js';
import { Transactions } from '../platform/queues/transactions.js';

/** Destroys keys whose day has come; cases' own keys wait for `Forgetting`, which also takes their blind indexes. */
@Injectable()
export class KeyDeaths {
  constructor(
    private readonly transactions: Transactions,
    private readonly keys: DataKeys,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  /** @returns how many died. */
  run(): Promise<number> {
    return this.transactions.run(async (tx) => {
      const at = this.clock.now();
      const due = (await this.keys.due(tx, at)).filter(({ owner }) => owner.kind !== 'case');
      let died = 0;
      for (const { id, owner } of due) {
        for (const keyId of await this.keys.destroy(tx, id, at)) {
          died += 1;
          await this.ledger.append(tx, {
            kind: 'key.destroyed',
            by: { role: 'service' },
            at,
            data: { owner: owner.kind, keyId },
          });
        }
      }
      return died;
    });
  }
}
