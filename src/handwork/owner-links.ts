import { Injectable } from '@nestjs/common';
import { type EntityManager, In, IsNull } from 'typeorm';
import { ConversationTokens } from '../exchange/conversation-tokens.js';
import { ConversationRow } from '../exchange/conversation.entity.js';
import { Ledger } from '../ledger/ledger.js';
import type { StaffCaller } from '../people/staff-caller.js';
import { Clock } from '../platform/clock/clock.js';
import { newId } from '../platform/ids/ids.js';
import { ENDED } from '../requests/journey-table.js';
import { RequestsRepository } from '../requests/requests.repository.js';
import { OwnerLetters } from './owner-letters.js';
import type { SystemOwner } from './owner.js';

type Of = Pick<ConversationRow, 'id'>;

/** Links to questions: sent again, and revoked. A revoked one opens nothing; the next one sent is another. */
@Injectable()
export class OwnerLinks {
  constructor(
    private readonly requests: RequestsRepository,
    private readonly letters: OwnerLetters,
    private readonly tokens: ConversationTokens,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  /** @returns false when the question is not open any more. */
  async sendAgain(tx: EntityManager, { id }: Of, owner: SystemOwner, by: StaffCaller): Promise<boolean> {
    const row = await this.open(tx, id);
    const file = row && (await this.requests.file(tx, row.requestId));
    if (!row || !file) return false;
    await tx.update(ConversationRow, { id }, { linkRevokedAt: null, toldAt: row.toldAt ?? this.clock.now() });
    await this.letters.send(tx, row, file, owner, { once: `again/${newId()}` });
    await this.noted(tx, row, 'sent-again', by);
    return true;
  }

  /** @returns false when the question is not open any more, or its link was revoked before. */
  async revoke(tx: EntityManager, { id }: Of, by: StaffCaller): Promise<boolean> {
    const row = await this.open(tx, id);
    if (!row || row.linkRevokedAt) return false;
    const linkNumber = row.linkNumber + 1;
    const { hash: tokenHash } = this.tokens.of(id, linkNumber);
    await tx.update(ConversationRow, { id }, { linkNumber, tokenHash, linkRevokedAt: this.clock.now() });
    await this.noted(tx, row, 'revoked', by);
    return true;
  }

  async revokeAll(tx: EntityManager, system: string, by: StaffCaller): Promise<void> {
    for (const row of await this.openOf(tx, system)) await this.revoke(tx, row, by);
  }

  /** What was open with somebody is now somebody else's: with links of her own. */
  async handOver(tx: EntityManager, system: string, owner: SystemOwner, by: StaffCaller): Promise<void> {
    for (const row of await this.openOf(tx, system)) {
      await this.revoke(tx, row, by);
      await this.sendAgain(tx, row, owner, by);
    }
  }

  /** Questions that somebody still has to answer, the oldest first. */
  async openOf(
    manager: EntityManager,
    system: string,
    controllers: readonly string[] | null = null,
  ): Promise<ConversationRow[]> {
    const rows: Of[] = await manager.query(
      `SELECT v.id FROM conversation v JOIN request r ON r.id = v.request_id JOIN controller k ON k.id = v.controller_id
       WHERE v.system = $1 AND v.answerer = 'person' AND v.answered_at IS NULL AND r.state <> ALL($2::text[])
         AND ($3::text[] IS NULL OR k.slug = ANY ($3))`,
      [system, ENDED, controllers],
    );
    return manager.find(ConversationRow, {
      where: { id: In(rows.map(({ id }) => id)) },
      order: { openedAt: 'ASC', id: 'ASC' },
    });
  }

  private async open(tx: EntityManager, id: string): Promise<ConversationRow | null> {
    const row = await tx.findOne(ConversationRow, {
      where: { id, answerer: 'person', answeredAt: IsNull() },
      lock: { mode: 'pessimistic_write' },
    });
    return row && row.expiresAt > this.clock.now() ? row : null;
  }

  private async noted(tx: EntityManager, row: ConversationRow, change: string, by: StaffCaller): Promise<void> {
    const file = (await this.requests.file(tx, row.requestId))!;
    await this.ledger.append(tx, {
      kind: 'exchange.link',
      case: file.case.ledgerId,
      request: file.request.ledgerId,
      by: by.actor,
      at: this.clock.now(),
      data: { conversation: row.id, change },
    });
  }
}
