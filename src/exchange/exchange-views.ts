import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { QuestionVerb } from '../connectors/kit/exchange.js';
import { toldForm } from '../connectors/kit/told/told-form.js';
import { bilingual } from '../datamap/bilingual.dto.js';
import { Clock } from '../platform/clock/clock.js';
import { RequestsRepository } from '../requests/requests.repository.js';
import { Systems } from '../work/systems.js';
import { ConversationFile } from './conversation-file.entity.js';
import { ConversationPage } from './conversation-page.entity.js';
import { ConversationRow } from './conversation.entity.js';
import { Conversations } from './conversations.js';
import type { ExchangeTaskDto } from './exchange.dto.js';

/** What the other side is shown of a question. Once it is answered, nothing about the person any more. */
@Injectable()
export class ExchangeViews {
  constructor(
    private readonly conversations: Conversations,
    private readonly requests: RequestsRepository,
    private readonly systems: Systems,
    private readonly clock: Clock,
  ) {}

  async of(tx: EntityManager, id: string): Promise<ExchangeTaskDto> {
    const row = await tx.findOneByOrFail(ConversationRow, { id });
    if (row.seenAt === null) await tx.update(ConversationRow, { id }, { seenAt: this.clock.now() });
    const file = (await this.requests.file(tx, row.requestId))!;
    const map = await this.systems.map(row.mapId);
    const question = row.answeredAt ? {} : await this.conversations.question(tx, row);
    return {
      id: row.id,
      verb: row.verb as QuestionVerb,
      system: row.system,
      title: bilingual(map.title),
      controller: file.controller.slug,
      controllerName: file.controller.name,
      dueOn: file.request.dueOn,
      expiresAt: row.expiresAt,
      state: this.conversations.stateOf(row),
      whole: row.whole,
      identifiers: question.identifiers ?? [],
      rows: question.rows ?? [],
      steps: question.steps ?? [],
      form:
        row.verb === 'find' || row.verb === 'copy'
          ? toldForm(map, row.whole).map((collection) => ({
              ...collection,
              title: bilingual(collection.title),
              columns: collection.columns.map((column) => ({ ...column, title: bilingual(column.title) })),
            }))
          : [],
      pages: await tx.countBy(ConversationPage, { conversationId: id }),
      items: row.items,
      files: await tx.countBy(ConversationFile, { conversationId: id }),
    };
  }
}
