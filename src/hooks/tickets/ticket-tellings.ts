import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { TicketReply } from '../../connectors/kit/contract.js';
import { dayOf, formatDay } from '../../letters/formats.js';
import { LetterFrame } from '../../letters/letter-frame.js';
import { localeOf } from '../../letters/locale.js';
import { Identifiers } from '../../requests/identifiers.js';
import type { CaseFile } from '../../requests/requests.repository.js';
import type { TicketLink } from './ticket-link.entity.js';
import { tagOf, type TicketNews, ticketTable } from './ticket-table.js';
import { type TicketFacts, ticketText } from './ticket-texts.js';

/** What a ticket is to be told next, and under which names that is remembered. */
export interface Telling {
  reply: TicketReply;
  tells: string[];
}

const LINKED = 'linked';

/** Finds out what a ticket has yet to be told, by the table and by what it has been told. */
@Injectable()
export class TicketTellings {
  constructor(
    private readonly identifiers: Identifiers,
    private readonly frame: LetterFrame,
  ) {}

  /** Null when it knows everything. */
  async next(manager: EntityManager, link: TicketLink, file: CaseFile): Promise<Telling | null> {
    const first = !link.told.includes(LINKED);
    const news: TicketNews | null = ticketTable[file.request.state];
    const moved = news !== null && link.told.at(-1) !== news.standing;
    if (!news || (!first && !moved)) return null;
    const locale = localeOf(link.locale);
    const facts = this.facts(link, file);
    const comments: string[] = [];
    const notes: string[] = [];
    if (first) {
      const contact = file.case.forgottenAt ? null : await this.identifiers.contact(manager, file.case.id);
      // With an address of hers the link goes there, since a ticket has many readers; without one, this is the only way.
      comments.push(ticketText('comments', contact === null ? 'linked-link' : 'linked-letter', locale, facts));
      notes.push(ticketText('notes', LINKED, locale, facts));
    }
    if (moved && news.comment && !news.comment.except.includes(file.request.right))
      comments.push(ticketText('comments', news.standing, locale, facts));
    if (moved && news.note) notes.push(ticketText('notes', news.standing, locale, facts));
    return {
      tells: [...(first ? [LINKED] : []), ...(moved ? [news.standing] : [])],
      reply: {
        // The same for the same telling, however often it is tried.
        reference: `${link.id}/${link.told.length}`,
        ticket: link.ticket,
        ...(comments.length > 0 ? { publicComment: comments.join('\n\n') } : {}),
        ...(notes.length > 0 ? { internalNote: notes.join('\n\n') } : {}),
        tag: tagOf(news.standing),
      },
    };
  }

  private facts(link: TicketLink, file: CaseFile): TicketFacts {
    const locale = localeOf(link.locale);
    return {
      reference: file.case.reference,
      right: link.right,
      asked: formatDay(dayOf(link.askedAt, file.controller.zone), locale),
      due: file.request.dueOn === null ? null : formatDay(file.request.dueOn, locale),
      link: this.frame.caseLink(file),
    };
  }
}
