import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Review } from '../../delivery/review/review.js';
import { DataKeys } from '../../platform/crypto/data-keys.js';
import { openActingFor } from '../../requests/acting-for.js';
import { notePlace } from '../../requests/case-opening.js';
import { Identifiers } from '../../requests/identifiers.js';
import { Messages } from '../../requests/messages.js';
import type { CaseFile } from '../../requests/requests.repository.js';
import type { Revealed } from '../../requests/reveals.js';
import { bilingual } from '../../datamap/bilingual.dto.js';
import type { RevealedDto, RevealedItem, RevealedStatement } from './reveal.dto.js';

const MOST_MESSAGES = 200;

/** Opens what is sealed of a case. Whoever calls this has recorded it in the same transaction. */
@Injectable()
export class Revealing {
  constructor(
    private readonly identifiers: Identifiers,
    private readonly messages: Messages,
    private readonly review: Review,
    private readonly keys: DataKeys,
  ) {}

  async open(manager: EntityManager, file: CaseFile, what: Revealed): Promise<RevealedDto> {
    const caseId = file.case.id;
    const nothing: RevealedDto = { what, identifiers: null, statement: null, messages: null, review: null };
    switch (what) {
      case 'identifiers':
        return { ...nothing, identifiers: await this.identifiers.ofCase(manager, caseId) };
      case 'statement':
        return { ...nothing, statement: await this.statement(manager, file) };
      case 'messages': {
        const { items } = await this.messages.page(manager, caseId, { proven: true, limit: MOST_MESSAGES });
        const messages = items.map(({ id, direction, text, writtenAt, readAt }) => ({
          id,
          direction,
          text,
          writtenAt,
          readAt,
        }));
        return { ...nothing, messages };
      }
      case 'review': {
        const { items } = await this.review.items(manager, file, false);
        const review = items.map((item): RevealedItem => ({ ...item, title: bilingual(item.title) }));
        return { ...nothing, review };
      }
    }
  }

  private async statement(manager: EntityManager, file: CaseFile): Promise<RevealedStatement> {
    const { note, actingFor } = file.case;
    if (!note && !actingFor) return { text: null, actingFor: null };
    const key = await this.keys.of(manager, { kind: 'case', id: file.case.id });
    const acting = openActingFor(key, file.case);
    return {
      text: note ? key.openText(note, notePlace(file.case.id)) : null,
      actingFor: acting && { ...acting, contact: acting.contact ?? null },
    };
  }
}
