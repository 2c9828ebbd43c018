import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataKeys } from '../platform/crypto/data-keys.js';
import { Log } from '../platform/logging/log.js';
import { Transactions } from '../platform/queues/transactions.js';

/** After a restore, keys that the ledger calls destroyed live again: at every start they are destroyed again. */
@Injectable()
export class DeadKeys implements OnModuleInit {
  constructor(
    private readonly transactions: Transactions,
    private readonly keys: DataKeys,
    private readonly log: Log,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.transactions.run(async (tx) => {
      const rows: { keyId: string }[] = await tx.query(
        `SELECT e.body::jsonb -> 'data' ->> 'keyId' AS "keyId" FROM ledger_entry e
         JOIN data_key k ON k.id = (e.body::jsonb -> 'data' ->> 'keyId')::uuid AND k.destroyed_at IS NULL
         WHERE e.kind = 'key.destroyed'`,
      );
      const again = await this.keys.redestroy(
        tx,
        rows.map((row) => row.keyId),
      );
      if (again.length > 0) this.log.warn('Keys that had been destroyed were destroyed again', { count: again.length });
    });
  }
}
