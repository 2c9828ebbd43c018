import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.js';
import { Transactions } from '../platform/queues/transactions.js';
import { Settings } from '../platform/settings/settings.js';
import type { StaffCaller } from './staff-caller.js';

/** What somebody came in with, and what she might do by it. */
export type Entry = Pick<StaffCaller, 'credential' | 'roles' | 'controllers'>;

/**
 * Asks of those who came in some time ago whether they would still be let in, and with the same rights. For what lasts
 * longer than a call; calls ask at the door.
 */
@Injectable()
export class StandingCallers {
  constructor(
    private readonly transactions: Transactions,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  /** @returns those that stand no longer. */
  async fallen<One extends Entry>(entries: readonly One[]): Promise<One[]> {
    const now = this.clock.now();
    const standing: (Entry & { credential: string })[] = await this.transactions.manager.query(
      `SELECT t.id AS credential, s.roles, s.controllers FROM staff_session t JOIN staff s ON s.id = t.staff_id
       WHERE t.id = ANY($1::uuid[]) AND t.stage = 'whole' AND t.ended_at IS NULL AND t.expires_at > $2 AND t.seen_at > $3
         AND s.left_at IS NULL
       UNION ALL
       SELECT k.id, s.roles, s.controllers FROM api_key k JOIN staff s ON s.id = k.staff_id
       WHERE k.id = ANY($1::uuid[]) AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > $2)
         AND s.left_at IS NULL`,
      [
        entries.map(({ credential }) => credential),
        now,
        new Date(now.getTime() - this.settings.SESSION_IDLE_MINUTES * 60_000),
      ],
    );
    const rights = new Map(standing.map((entry) => [entry.credential, rightsOf(entry)]));
    return entries.filter((entry) => rights.get(entry.credential) !== rightsOf(entry));
  }
}

const rightsOf = ({ roles, controllers }: Entry): string =>
  JSON.stringify([[...roles].sort(), controllers === null ? null : [...controllers].sort()]);
