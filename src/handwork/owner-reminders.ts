import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ConversationRow } from '../exchange/conversation.entity.js';
import { ENDED } from '../requests/journey-table.js';
import { Clock } from '../platform/clock/clock.js';
import { Transactions } from '../platform/queues/transactions.js';
import { RequestsRepository } from '../requests/requests.repository.js';
import { Answers } from '../work/answers.js';
import { Systems } from '../work/systems.js';
import { OwnerLetters } from './owner-letters.js';
import { Owners } from './owners.js';

/** Days after the question on which its owner is reminded. */
const REMINDED_AFTER_DAYS = [5, 10, 20];
const DAY_MS = 86_400_000;

/** Who owes an answer is reminded; whose time is over is reminded no more, and her errand becomes the office's. */
@Injectable()
export class OwnerReminders {
  constructor(
    private readonly transactions: Transactions,
    private readonly requests: RequestsRepository,
    private readonly letters: OwnerLetters,
    private readonly owners: Owners,
    private readonly systems: Systems,
    private readonly answers: Answers,
    private readonly clock: Clock,
  ) {}

  /** @returns how many reminders were written. */
  async run(): Promise<number> {
    const now = this.clock.now();
    const owed: { id: string }[] = await this.transactions.manager.query(
      `SELECT v.id FROM conversation v JOIN request r ON r.id = v.request_id
       WHERE v.answerer = 'person' AND v.answered_at IS NULL AND v.told_at IS NOT NULL AND v.link_revoked_at IS NULL AND r.state <> ALL($1::text[]) ORDER BY v.id`,
      [ENDED],
    );
    let written = 0;
    for (const { id } of owed) {
      const reminded = await this.transactions.run((tx) => this.remind(tx, id, now));
      if (reminded) written += 1;
    }
    return written;
  }

  private async remind(tx: EntityManager, id: string, now: Date): Promise<boolean> {
    const row = await tx.findOne(ConversationRow, { where: { id }, lock: { mode: 'pessimistic_write' } });
    const file = row && (await this.requests.file(tx, row.requestId));
    if (!row || !file || row.answeredAt) return false;
    if (row.expiresAt <= now) {
      for (const asker of row.askers) await this.answers.arrived(tx, asker);
      return false;
    }
    const passed = REMINDED_AFTER_DAYS.filter((days) => row.openedAt.getTime() + days * DAY_MS <= now.getTime()).length;
    const owner = passed > 0 && (await this.owners.of(tx, row.system, await this.systems.map(row.mapId)));
    return owner ? this.letters.send(tx, row, file, owner, { once: String(passed), reminder: passed }) : false;
  }
}
