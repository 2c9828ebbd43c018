import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { DataKey } from '../../platform/crypto/data-key.js';
import { DataKeys } from '../../platform/crypto/data-keys.js';
import { Transactions } from '../../platform/queues/transactions.js';

const DAY_MS = 86_400_000;
/** What came in before there is a case is kept for 30 days. */
const KEPT_DAYS = 30;

export const eventPlace = (id: string) => ({ table: 'hook_event', row: id, column: 'body' });

/** The keys under which deliveries lie: one a source and day, so that all of a day's dies together, 30 days later. */
@Injectable()
export class InboundKeys {
  constructor(
    private readonly keys: DataKeys,
    private readonly transactions: Transactions,
  ) {}

  /** The key for what a source sends on this day; made with the first delivery. */
  async today(sourceId: string, now: Date): Promise<DataKey> {
    const { manager } = this.transactions;
    const owner = { kind: 'inbound' as const, id: `${sourceId}/${now.toISOString().slice(0, 10)}` };
    const [known] = await this.keys.ofMany(manager, [owner]);
    if (known) return known;
    const end = Math.floor(now.getTime() / DAY_MS) * DAY_MS + (KEPT_DAYS + 1) * DAY_MS;
    return this.keys.create(manager, owner, new Date(end));
  }

  /** The key that something was sealed under; null when it has died. */
  async of(manager: EntityManager, keyId: string): Promise<DataKey | null> {
    return (await this.keys.byIds(manager, [keyId])).get(keyId) ?? null;
  }
}
