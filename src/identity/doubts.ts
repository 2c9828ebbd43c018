import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../ledger/ledger-entry.js';
import { Clock } from '../platform/clock/clock.js';
import { Clocks } from '../requests/clocks.js';
import type { CaseFile } from '../requests/requests.repository.js';

/** Doubts that an officer recorded about who asks: a clock that one has paused runs again from the answer on. */
@Injectable()
export class Doubts {
  constructor(
    private readonly clocks: Clocks,
    private readonly clock: Clock,
  ) {}

  /** The doubt is answered. Does nothing when none is open; whether one pauses at all is the law's to say. */
  async settle(manager: EntityManager, file: CaseFile, by: Actor): Promise<void> {
    const [last]: { event: string }[] = await manager.query(
      `SELECT event FROM clock_event WHERE case_id = $1 AND event IN ('doubt_recorded', 'doubt_settled') ORDER BY id DESC LIMIT 1`,
      [file.case.id],
    );
    if (last?.event !== 'doubt_recorded') return;
    await this.clocks.record(manager, file, { event: 'doubt_settled', at: this.clock.now(), wholeCase: true }, by);
  }
}
