import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Identifier } from '../../connectors/kit/contract.js';
import type { Actor } from '../../ledger/ledger-entry.js';
import { Ledger } from '../../ledger/ledger.js';
import { Clock } from '../../platform/clock/clock.js';
import { newId } from '../../platform/ids/ids.js';
import { CaseOpening } from '../../requests/case-opening.js';
import { Clocks } from '../../requests/clocks.js';
import { OpeningTerms } from '../../requests/opening-terms.js';
import { Raise } from '../../requests/raise.js';
import type { Right } from '../../requests/request.entity.js';
import { RequestsRepository } from '../../requests/requests.repository.js';
import type { Teller } from '../processing/told-event.js';
import { submissionOf } from './submission-of.js';
import { TicketLink } from './ticket-link.entity.js';

/** A message of a ticket, with whoever wrote it in canonical identifiers. */
export interface TicketMessage {
  ticket: string;
  message: string;
  text: string;
  at: Date;
  locale: string;
  identifiers: readonly Identifier[];
}

interface Linked {
  right: Right;
  requestId: string;
  askedAt: Date;
  endedAt: Date | null;
}

/** Longest text that is taken over into a case; the ticket keeps the rest. */
const MOST_CHARACTERS = 20_000;

/**
 * Makes requests of what tickets ask: one for each right of a ticket, whose clock starts with the earliest message that
 * asks for it, in whatever order and however often messages are told.
 */
@Injectable()
export class TicketRequests {
  constructor(
    private readonly opening: CaseOpening,
    private readonly terms: OpeningTerms,
    private readonly clocks: Clocks,
    private readonly requests: RequestsRepository,
    private readonly raise: Raise,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  /** Nobody else decides about the ticket until the transaction ends. */
  async lock(manager: EntityManager, place: string, ticket: string): Promise<void> {
    await manager.query(
      `SELECT pg_advisory_xact_lock(hashtextextended('ticket' || chr(31) || $1 || chr(31) || $2, 0))`,
      [place, ticket],
    );
  }

  /**
   * Opens a case for the rights that the ticket has not asked for yet. For those it has, the clock moves back if this
   * message is older than all that were known.
   *
   * @returns the rights about which a person must decide: no law here knows them, or what was asked before has ended.
   */
  async ask(
    manager: EntityManager,
    teller: Teller,
    message: TicketMessage,
    rights: readonly Right[],
  ): Promise<Right[]> {
    const links = new Map((await this.linksOf(manager, teller.place, message.ticket)).map((one) => [one.right, one]));
    const known = rights.flatMap((right) => links.get(right) ?? []);
    const again: Right[] = [];
    for (const link of known) {
      if (!link.endedAt && message.at < link.askedAt) await this.begunEarlier(manager, link, message.at);
      if (link.endedAt && message.at > link.endedAt) again.push(link.right);
    }
    const submission = submissionOf({
      controller: teller.controller,
      rights: rights.filter((right) => !links.has(right)),
      identifiers: message.identifiers,
      locale: message.locale,
      text: message.text.slice(0, MOST_CHARACTERS),
      askedAt: message.at,
      now: this.clock.now(),
    });
    const lawful = this.terms.rights(submission);
    const news = submission.rights.filter((right) => lawful.includes(right));
    if (news.length > 0)
      await this.open(manager, teller, message, { ...submission, rights: news }, { role: 'connector' });
    return [...again, ...submission.rights.filter((right) => !lawful.includes(right))];
  }

  /** Opens the case and ties it to its ticket. @returns the ids of its requests. */
  async open(
    manager: EntityManager,
    { source, place }: Teller,
    message: Pick<TicketMessage, 'ticket' | 'locale'>,
    submission: ReturnType<typeof submissionOf>,
    by: Actor,
  ): Promise<string[]> {
    const [opened] = await this.opening.openIn(manager, [submission], by);
    const at = this.clock.now();
    for (const { id, right } of opened!.requests) {
      await manager.insert(TicketLink, {
        id: newId(),
        sourceId: source.id,
        place,
        ticket: message.ticket,
        right,
        requestId: id,
        askedAt: submission.receivedAt,
        locale: message.locale,
        told: [],
        toldAt: null,
        tellingUntil: null,
        failure: null,
        createdAt: at,
      });
    }
    await this.ledger.append(manager, {
      kind: 'ticket.linked',
      case: opened!.ledgerId,
      by,
      at,
      data: { source: source.id },
    });
    const ids = opened!.requests.map(({ id }) => id);
    await this.raise.signal(manager, 'hooks.tell', ids);
    return ids;
  }

  /** The newest link of each right of a ticket. */
  async linksOf(manager: EntityManager, place: string, ticket: string): Promise<Linked[]> {
    return manager.query(
      `SELECT DISTINCT ON (l."right") l."right", l.request_id AS "requestId", l.asked_at AS "askedAt", r.ended_at AS "endedAt"
       FROM ticket_link l JOIN request r ON r.id = l.request_id
       WHERE l.place = $1 AND l.ticket = $2 ORDER BY l."right", l.created_at DESC, l.id DESC`,
      [place, ticket],
    );
  }

  /** It had reached the controller earlier than we knew: that is the true receipt (practice 2), and the log shows the change. */
  async begunEarlier(manager: EntityManager, { requestId }: Pick<Linked, 'requestId'>, at: Date): Promise<void> {
    const file = await this.requests.file(manager, requestId);
    if (!file) return;
    await manager.query(`UPDATE ticket_link SET asked_at = $2 WHERE request_id = $1`, [requestId, at]);
    await manager.query(`UPDATE subject_case SET received_at = least(received_at, $2) WHERE id = $1`, [
      file.case.id,
      at,
    ]);
    await this.clocks.record(manager, file, { event: 'received', at }, { role: 'service' });
  }
}
