import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import type { ClockEvent as LegalEvent } from '../laws/clock-event.js';
import { clockOf, type LegalClock } from '../laws/clock.js';
import { Laws } from '../laws/laws.js';
import { legalDay } from '../laws/legal-day.js';
import type { Actor } from '../ledger/ledger-entry.js';
import { Ledger } from '../ledger/ledger.js';
import { Clock } from '../platform/clock/clock.js';
import { newId } from '../platform/ids/ids.js';
import { ClockEvent } from './clock-event.entity.js';
import { RequestLines } from './request-lines.js';
import { type CaseFile, RequestsRepository } from './requests.repository.js';

/** Legal clocks: computed from the case's events under the laws pinned at receipt, one a law, and never stored alone. */
@Injectable()
export class Clocks {
  constructor(
    private readonly laws: Laws,
    private readonly requests: RequestsRepository,
    private readonly lines: RequestLines,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  /** The clocks of a request, the earliest first. */
  async of(manager: EntityManager, file: CaseFile): Promise<LegalClock[]> {
    // In the order of recording, which their ids keep: a corrected receipt is the one recorded last.
    const rows = await manager.find(ClockEvent, { where: { caseId: file.case.id }, order: { id: 'ASC' } });
    const events = rows
      .filter((row) => row.requestId === null || row.requestId === file.request.id)
      .map((row) => toLegalEvent(row, file.controller.zone));
    // What nobody asked for has no date by which it is to be answered.
    return events.some(({ kind }) => kind === 'received') ? this.compute(file, events) : [];
  }

  /** The clocks as they will be when the events are these: for a case that is not written yet. */
  compute(file: Pick<CaseFile, 'request' | 'controller'>, events: readonly LegalEvent[]): LegalClock[] {
    const { request, controller } = file;
    return [request.law, ...request.alsoUnder]
      .map((pin) => this.laws.pinned(pin))
      .filter((law) => law.hasRight(request.right))
      .map((law) => {
        const calendar = this.laws.calendar(law, {
          country: controller.country,
          ...(controller.region ? { state: controller.region } : {}),
        });
        return clockOf(law, request.right, events, calendar);
      })
      .sort((a, b) => Temporal.PlainDate.compare(a.due, b.due));
  }

  /** Records an event and projects the new date. The event is one request's, or the whole case's. */
  async record(
    manager: EntityManager,
    file: CaseFile,
    event: { event: LegalEvent['kind']; at: Date; reason?: string; by?: string; wholeCase?: boolean },
    actor: Actor,
  ): Promise<void> {
    await manager.insert(ClockEvent, {
      id: newId(),
      caseId: file.case.id,
      requestId: event.wholeCase ? null : file.request.id,
      event: event.event,
      at: event.at,
      reason: event.reason ?? null,
      by: event.by ?? null,
    });
    await this.ledger.append(manager, {
      kind: 'clock.event',
      case: file.case.ledgerId,
      request: file.request.ledgerId,
      by: actor,
      at: this.clock.now(),
      data: { event: event.event, on: legalDay(event.at, file.controller.zone).toString() },
    });
    const concerned = event.wholeCase ? await this.requests.ofCase(manager, file.case.id) : [file.request];
    for (const request of concerned) {
      const [earliest] = await this.of(manager, { ...file, request });
      await manager.query(`UPDATE request SET due_on = $2 WHERE id = $1`, [
        request.id,
        earliest?.due.toString() ?? null,
      ]);
    }
    await this.lines.refresh(
      manager,
      concerned.map((request) => request.id),
    );
  }
}

function toLegalEvent(row: ClockEvent, zone: string): LegalEvent {
  switch (row.event as LegalEvent['kind']) {
    case 'received':
      return { kind: 'received', at: row.at, zone };
    case 'extended':
      return { kind: 'extended', at: row.at, reason: row.reason ?? '' };
    case 'doubt_recorded':
    case 'doubt_settled':
    case 'answered':
    case 'withdrawn':
      return { kind: row.event as 'answered', at: row.at };
  }
}
