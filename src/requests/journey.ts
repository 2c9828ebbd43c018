import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../ledger/ledger-entry.js';
import { Ledger } from '../ledger/ledger.js';
import type { ReasonCode } from '../ledger/reasons.js';
import { Clock } from '../platform/clock/clock.js';
import { ENDED, journey, mayMove, nextOn, type State } from './journey-table.js';
import { Raise } from './raise.js';
import { RequestLines } from './request-lines.js';
import type { SubjectRequest } from './request.entity.js';
import type { Channel } from './subject-case.entity.js';

/** What a mover must know of a request: its state and version as the mover saw them. */
export type Traveller = Pick<SubjectRequest, 'id' | 'ledgerId' | 'caseId' | 'state' | 'version' | 'road' | 'dueOn'>;

/** The one way a request changes its state: row, ledger entry and the next signal in one transaction. */
@Injectable()
export class Journey {
  constructor(
    private readonly ledger: Ledger,
    private readonly raise: Raise,
    private readonly lines: RequestLines,
    private readonly clock: Clock,
  ) {}

  /**
   * Moves a request in the caller's transaction.
   *
   * @returns the request in its new state, or null when somebody else moved it meanwhile: whoever acts on an older
   * version does nothing.
   * @throws when the table knows no such move: a fault of the caller.
   */
  async move<T extends Traveller>(
    manager: EntityManager,
    request: T,
    to: State,
    code: ReasonCode,
    by: Actor = { role: 'service' },
  ): Promise<T | null> {
    if (!mayMove(request.state, to)) throw new Error(`No move leads from ${request.state} to ${to}.`);
    const at = this.clock.now();
    const ended = ENDED.includes(to);
    const [rows]: [{ version: number }[]] = await manager.query(
      `UPDATE request SET state = $2, version = version + 1, moved_at = $4::timestamptz,
         ended_at = CASE WHEN $5 THEN coalesce(ended_at, $4::timestamptz) END,
         outcome = CASE WHEN $5 THEN coalesce(outcome, $6) ELSE outcome END
       WHERE id = $1 AND state = $3 AND version = $7 RETURNING version`,
      [request.id, to, request.state, at, ended, code, request.version],
    );
    if (!rows[0]) return null;
    const found: { ledgerId: string; channel: Channel }[] = await manager.query(
      `SELECT ledger_id AS "ledgerId", channel FROM subject_case WHERE id = $1`,
      [request.caseId],
    );
    await this.ledger.append(manager, {
      kind: 'request.moved',
      case: found[0]!.ledgerId,
      request: request.ledgerId,
      by,
      at,
      data: { from: request.state, to, code },
    });
    await this.lines.refresh(manager, [request.id]);
    const raises = journey[to].raises;
    if (raises) await this.raise.signal(manager, raises, request.id, { deadline: request.dueOn });
    // What began in a ticket is told there.
    if (found[0]!.channel === 'webhook') await this.raise.signal(manager, 'hooks.tell', request.id);
    return { ...request, state: to, version: rows[0].version };
  }

  /** Moves a request to the next state of its road. */
  advance<T extends Traveller>(manager: EntityManager, request: T, code: ReasonCode, by?: Actor): Promise<T | null> {
    const to = nextOn(request.road, request.state);
    if (!to) throw new Error(`The road of the request ends at ${request.state}.`);
    return this.move(manager, request, to, code, by);
  }
}
