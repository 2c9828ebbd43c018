import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../platform/clock/clock.js';
import { Tags } from '../../platform/crypto/tags.js';
import { Problem } from '../../platform/http/problems/problem.js';
import { type AttemptLimit, countAttempt } from '../../platform/http/rate/attempts.js';
import { Transactions } from '../../platform/queues/transactions.js';
import { LegalController } from '../../requests/legal-controller.entity.js';
import { Messages } from '../../requests/messages.js';
import { Provenness } from '../../requests/provenness.js';
import { SubjectCase } from '../../requests/subject-case.entity.js';
import type { MessagesDto, MessagesQuery, WrittenMessageDto } from './messages.dto.js';

const A_DAY: AttemptLimit = { purpose: 'case.message', limit: 30, windowMilliseconds: 86_400_000 };
export const MESSAGES_A_PAGE = 50;

/** The person's side of the messages of a case. */
@Injectable()
export class PersonMessages {
  constructor(
    private readonly transactions: Transactions,
    private readonly messages: Messages,
    private readonly provenness: Provenness,
    private readonly tags: Tags,
    private readonly clock: Clock,
  ) {}

  page(caseId: string, { before, limit = MESSAGES_A_PAGE }: MessagesQuery): Promise<MessagesDto> {
    return this.transactions.run(async (tx) => {
      const proven = await this.provenness.ofCase(tx, await fileOf(tx, caseId));
      const { items, next } = await this.messages.page(tx, caseId, { proven, before, limit });
      await this.messages.read(
        tx,
        items.filter(({ direction }) => direction === 'out').map(({ id }) => id),
        'out',
      );
      return {
        items: items.map(({ id, direction, text, writtenAt, readAt }) => ({
          id,
          from: direction === 'in' ? 'person' : 'office',
          text,
          writtenAt,
          readAt,
        })),
        next,
      };
    });
  }

  /** @throws Problem `rate-limited`, `conflict` when the case holds as many as it may. */
  async write(caseId: string, text: string): Promise<WrittenMessageDto> {
    const counted = await countAttempt(
      this.transactions.manager,
      A_DAY,
      this.tags.tag('case-token', 'messages', caseId),
      this.clock.now(),
    );
    if (!counted.allowed) throw new Problem('rate-limited', { retryAfterSeconds: counted.retryAfterSeconds });
    const id = await this.transactions.run(async (tx) =>
      this.messages.write(tx, await fileOf(tx, caseId), {
        direction: 'in',
        text: text.trim(),
        staffId: null,
        beforeProof: false,
        by: { role: 'data-subject' },
      }),
    );
    if (!id)
      throw new Problem('conflict', { detail: 'This case holds as many messages as it may: please call or write.' });
    return { id };
  }
}

async function fileOf(manager: EntityManager, id: string): Promise<{ case: SubjectCase; controller: LegalController }> {
  const subjectCase = await manager.findOneByOrFail(SubjectCase, { id });
  return {
    case: subjectCase,
    controller: await manager.findOneByOrFail(LegalController, { id: subjectCase.controllerId }),
  };
}
