import { Injectable } from '@nestjs/common';
import { In, IsNull, MoreThan, type FindOptionsWhere } from 'typeorm';
import type { OpenQuestion, QuestionVerb } from '../connectors/kit/exchange.js';
import { Clock } from '../platform/clock/clock.js';
import { hashToken } from '../platform/ids/ids.js';
import { Transactions } from '../platform/queues/transactions.js';
import { RequestsRepository } from '../requests/requests.repository.js';
import { ConversationRow } from './conversation.entity.js';
import { Conversations } from './conversations.js';

/** Open questions to one system, for connectors whose other side asks for them or names them. */
@Injectable()
export class OpenQuestions {
  constructor(
    private readonly transactions: Transactions,
    private readonly requests: RequestsRepository,
    private readonly conversations: Conversations,
    private readonly clock: Clock,
  ) {}

  async byToken(system: string, token: string): Promise<OpenQuestion | null> {
    if (!/^[\w-]{20,100}$/.test(token)) return null;
    return (await this.find(system, { tokenHash: hashToken(token) }, 1, 0))[0] ?? null;
  }

  async byId(system: string, id: string): Promise<OpenQuestion | null> {
    if (!/^[0-9a-f-]{36}$/.test(id)) return null;
    return (await this.find(system, { id }, 1, 0))[0] ?? null;
  }

  pending(system: string, limit: number, offset: number): Promise<OpenQuestion[]> {
    return this.find(system, {}, limit, offset);
  }

  private async find(
    system: string,
    where: FindOptionsWhere<ConversationRow>,
    take: number,
    skip: number,
  ): Promise<OpenQuestion[]> {
    const { manager } = this.transactions;
    const rows = await manager.find(ConversationRow, {
      where: {
        ...where,
        system,
        answerer: 'system',
        answeredAt: IsNull(),
        state: In(['open', 'taken']),
        expiresAt: MoreThan(this.clock.now()),
      },
      order: { openedAt: 'ASC', id: 'ASC' },
      take,
      skip,
    });
    return Promise.all(
      rows.map(async (row) => ({
        conversation: await this.conversations.shown(manager, row),
        verb: row.verb as QuestionVerb,
        content: await this.conversations.question(manager, row),
        openedAt: row.openedAt,
        dueOn: (await this.requests.file(manager, row.requestId))?.request.dueOn ?? null,
        items: row.items,
      })),
    );
  }
}
