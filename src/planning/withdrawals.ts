import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../ledger/ledger-entry.js';
import { dayOf } from '../letters/formats.js';
import { Letters } from '../letters/letters.js';
import { SystemOutcomes } from '../letters/system-outcomes.js';
import { Clock } from '../platform/clock/clock.js';
import { Clocks } from '../requests/clocks.js';
import { Identifiers } from '../requests/identifiers.js';
import { Journey } from '../requests/journey.js';
import { ENDED, mayMove } from '../requests/journey-table.js';
import { Raise } from '../requests/raise.js';
import { isDeferred } from '../requests/road.js';
import { type CaseFile, RequestsRepository } from '../requests/requests.repository.js';
import { TasksRepository } from '../work/tasks.repository.js';
import { PlansRepository } from './plans.repository.js';

export type Withdrawal =
  | { outcome: 'withdrawn' }
  | { outcome: 'ended-already' }
  /** The first intent to destroy is committed: systems in which something is irreversible, and those that were stopped. */
  | { outcome: 'too-late'; begun: string[]; stopped: string[] };

/** `objected-by-contact`: through the link sent to a contact on file, which proves the link and nothing more. */
export type WithdrawalCode = 'withdrawn-by-person' | 'objected-by-contact';

/** A withdrawal wins until the first intent to destroy is committed; afterwards it is told what was done. */
@Injectable()
export class Withdrawals {
  constructor(
    private readonly requests: RequestsRepository,
    private readonly tasks: TasksRepository,
    private readonly plans: PlansRepository,
    private readonly identifiers: Identifiers,
    private readonly letters: Letters,
    private readonly outcomes: SystemOutcomes,
    private readonly clocks: Clocks,
    private readonly journey: Journey,
    private readonly raise: Raise,
    private readonly clock: Clock,
  ) {}

  async withdraw(
    manager: EntityManager,
    file: CaseFile,
    by: Actor,
    code: WithdrawalCode = 'withdrawn-by-person',
  ): Promise<Withdrawal> {
    const locked = await this.requests.locked(manager, file.request.id, 'for update');
    const begun = locked ? await this.begun(manager, locked.id) : [];
    if (!locked || ENDED.includes(locked.state) || (begun.length === 0 && !mayMove(locked.state, 'withdrawn'))) {
      return begun.length > 0 ? { outcome: 'too-late', begun, stopped: [] } : { outcome: 'ended-already' };
    }
    const waiting: { system: string }[] = await manager.query(
      `SELECT DISTINCT system FROM task WHERE request_id = $1 AND action <> 'locate' AND state IN ('ready', 'leased', 'parked') AND intended_at IS NULL ORDER BY system`,
      [locked.id],
    );
    await this.tasks.cancel(manager, locked.id);
    await manager.query(
      `UPDATE task SET state = 'cancelled', done_at = now() WHERE request_id = $1 AND state = 'parked' AND intended_at IS NULL`,
      [locked.id],
    );
    // Nobody asked for a deferred erasure now, and so nobody is written to about it.
    const tell = !isDeferred(file.request);
    const contact = tell ? await this.identifiers.contact(manager, file.case.id) : null;
    if (begun.length > 0) {
      const stopped = waiting.map(({ system }) => system);
      // What was stopped may have been the last that the request waited for.
      await this.raise.signal(manager, 'planning.executed', locked.id);
      if (tell)
        await this.letters.write(manager, {
          file,
          kind: 'withdrawal-late',
          to: contact,
          once: 'withdrawal',
          data: { withdrawnAt: this.clock.now(), systems: await this.outcomes.of(manager, file) },
        });
      return { outcome: 'too-late', begun, stopped };
    }
    await this.plans.void(manager, locked.id, code);
    await this.clocks.record(manager, { ...file, request: locked }, { event: 'withdrawn', at: this.clock.now() }, by);
    const [request] = (await this.requests.ofCase(manager, file.case.id)).filter((one) => one.id === locked.id);
    await this.journey.move(manager, request!, 'withdrawn', code, by);
    if (tell)
      await this.letters.write(manager, {
        file,
        kind: 'withdrawal-confirmed',
        to: contact,
        once: 'withdrawal',
        data: { rights: [file.request.right], withdrawnOn: dayOf(this.clock.now(), file.controller.zone) },
      });
    return { outcome: 'withdrawn' };
  }

  private async begun(manager: EntityManager, requestId: string): Promise<string[]> {
    const rows: { system: string }[] = await manager.query(
      `SELECT DISTINCT system FROM task WHERE request_id = $1 AND intended_at IS NOT NULL ORDER BY system`,
      [requestId],
    );
    return rows.map((row) => row.system);
  }
}
