import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { QuestionVerb } from '../connectors/kit/exchange.js';
import { ConversationTokens } from '../exchange/conversation-tokens.js';
import type { ConversationRow } from '../exchange/conversation.entity.js';
import { dayOf } from '../letters/formats.js';
import { LetterFrame } from '../letters/letter-frame.js';
import { Letters } from '../letters/letters.js';
import { localeOf } from '../letters/locale.js';
import type { CaseFile } from '../requests/requests.repository.js';
import { Systems } from '../work/systems.js';
import type { SystemOwner } from './owner.js';

/** What somebody in charge of a system is written. The letter says nothing about the person; the link does. */
@Injectable()
export class OwnerLetters {
  constructor(
    private readonly letters: Letters,
    private readonly frame: LetterFrame,
    private readonly tokens: ConversationTokens,
    private readonly systems: Systems,
  ) {}

  /** @returns false when this letter was written before. @param once what makes it one among those about the question. */
  async send(
    tx: EntityManager,
    row: ConversationRow,
    file: CaseFile,
    owner: SystemOwner,
    { once, reminder = 0 }: { once: string; reminder?: number },
  ): Promise<boolean> {
    const map = await this.systems.map(row.mapId);
    const written = await this.letters.write(tx, {
      file,
      kind: 'work-by-hand',
      to: owner.email,
      locale: localeOf(owner.language ?? 'de'),
      once: `${row.id}/${once}`,
      data: {
        owner: owner.name,
        system: map.title,
        verb: row.verb as QuestionVerb,
        ...(owner.processor === undefined ? {} : { processor: owner.processor }),
        dueOn: dueDay(row, file),
        link: this.frame.link('task', this.tokens.of(row.id, row.linkNumber).token),
        ...(reminder === 0 ? {} : { reminder }),
      },
    });
    return written !== null;
  }
}

const LEAVES_DAYS = 7;
const DAY_MS = 86_400_000;

/** By when we ask for the answer: a week before the person must have hers, and while the link is still good. */
export function dueDay(row: Pick<ConversationRow, 'openedAt' | 'expiresAt'>, file: CaseFile): string {
  const zone = file.controller.zone;
  const latest = dayOf(new Date(row.expiresAt.getTime() - DAY_MS), zone);
  const tomorrow = dayOf(new Date(row.openedAt.getTime() + DAY_MS), zone);
  if (file.request.dueOn === null) return latest;
  const early = dayOf(new Date(Date.parse(`${file.request.dueOn}T12:00:00Z`) - LEAVES_DAYS * DAY_MS), zone);
  const wanted = early < latest ? early : latest;
  return wanted > tomorrow ? wanted : tomorrow;
}
