import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { legalDay } from '../laws/legal-day.js';
import { Clock } from '../platform/clock/clock.js';
import { type SignalHandler, Takes } from '../platform/queues/handler-registry.js';
import { Transactions } from '../platform/queues/transactions.js';
import { Clocks } from '../requests/clocks.js';
import { Journey } from '../requests/journey.js';
import { Raise } from '../requests/raise.js';
import { isDeferred } from '../requests/road.js';
import type { State } from '../requests/journey-table.js';
import { type CaseFile, RequestsRepository } from '../requests/requests.repository.js';
import { Errands } from '../work/errands.js';
import { TasksRepository } from '../work/tasks.repository.js';
import { Checking } from './checking.js';
import { Execution } from './execution.js';
import { Gate } from './gate.js';
import { PlansRepository } from './plans.repository.js';

@Injectable()
@Takes('planning.gate')
export class GateHandler implements SignalHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly gate: Gate,
  ) {}

  async handle(requestId: string): Promise<void> {
    await this.transactions.run((tx) => this.gate.look(tx, requestId));
  }
}

@Injectable()
@Takes('planning.execute')
export class ExecuteHandler implements SignalHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly requests: RequestsRepository,
    private readonly execution: Execution,
  ) {}

  async handle(requestId: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const locked = await this.requests.locked(tx, requestId, 'for update');
      if (locked?.state !== 'working' || (await begun(tx, requestId, locked.version))) return;
      await this.execution.begin(tx, (await this.requests.file(tx, requestId))!);
    });
  }
}

/** Has this stay in `working` got its tasks or errand already? A wake may come twice. */
async function begun(manager: EntityManager, requestId: string, version: number): Promise<boolean> {
  const [rows]: [unknown[]] = await manager.query(
    `UPDATE request SET executed_version = $2 WHERE id = $1 AND executed_version IS DISTINCT FROM $2 RETURNING id`,
    [requestId, version],
  );
  return rows.length === 0;
}

const AT_WORK: readonly State[] = ['working', 'answering'];

/**
 * Systems have ended, a person has settled an errand, or the day has come on which an answer must go out. The request
 * goes on when all is done, or when it is time, with what is pending named.
 */
@Injectable()
@Takes('planning.executed')
export class ExecutedHandler implements SignalHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly requests: RequestsRepository,
    private readonly execution: Execution,
    private readonly clocks: Clocks,
    private readonly journey: Journey,
    private readonly raise: Raise,
    private readonly clock: Clock,
  ) {}

  async handle(requestId: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const file = await this.requests.lockedIn(tx, requestId, (state) => AT_WORK.includes(state));
      if (!file) return;
      const open = await outstanding(tx, requestId);
      if (file.request.state === 'answering') {
        // Erased since the first answer: recipients are told of it and the tombstones written, then the supplement goes.
        if (open === 0 && file.request.road.includes('checking'))
          await this.journey.move(tx, file.request, 'checking', 'work-done');
        else await this.raise.signal(tx, 'delivery.answer', requestId);
        return;
      }
      // The date moves with extensions and pauses: a wake that comes too early asks for the next one.
      if (open > 0 && !(await this.isTime(tx, file))) return this.execution.wakeInTime(tx, file);
      await this.journey.advance(tx, file.request, open > 0 ? 'answer-due' : 'work-done');
    });
  }

  private async isTime(tx: EntityManager, file: CaseFile): Promise<boolean> {
    const [clock] = await this.clocks.of(tx, file);
    return (
      clock !== undefined &&
      Temporal.PlainDate.compare(legalDay(this.clock.now(), file.controller.zone), clock.answerBy) >= 0
    );
  }
}

/** Tasks and errands of the request's effect that have not ended. */
export async function outstanding(manager: EntityManager, requestId: string): Promise<number> {
  const [row]: { open: number }[] = await manager.query(
    `SELECT (SELECT count(*) FROM task WHERE request_id = $1 AND action <> 'locate' AND state IN ('ready', 'leased', 'parked'))::int
          + (SELECT count(*) FROM errand WHERE request_id = $1 AND settled_at IS NULL AND task_id IS NULL AND kind = 'by-hand')::int AS open`,
    [requestId],
  );
  return row!.open;
}

/**
 * A system is not what the approved plan said: the plan is void, nothing more is begun, and it is drawn anew. Once the
 * answer is out (a system that was away for weeks) the road does not lead back, and a person decides.
 */
@Injectable()
@Takes('planning.drifted')
export class DriftedHandler implements SignalHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly requests: RequestsRepository,
    private readonly tasks: TasksRepository,
    private readonly plans: PlansRepository,
    private readonly errands: Errands,
    private readonly journey: Journey,
  ) {}

  async handle(requestId: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const file = await this.requests.lockedIn(tx, requestId);
      if (!file) return;
      const { state } = file.request;
      if (state === 'checking' || state === 'answering') return this.askPerson(tx, file);
      if (state !== 'working') return;
      await this.tasks.cancel(tx, requestId);
      await tx.query(
        `UPDATE task SET state = 'cancelled', done_at = now() WHERE request_id = $1 AND state = 'parked' AND code = 'drifted'`,
        [requestId],
      );
      await this.plans.void(tx, requestId, 'scope-changed');
      await this.journey.move(tx, file.request, 'planning', 'scope-changed');
    });
  }

  private async askPerson(tx: EntityManager, file: CaseFile): Promise<void> {
    const drifted: { id: string; system: string }[] = await tx.query(
      `SELECT id, system FROM task WHERE request_id = $1 AND state = 'parked' AND code = 'drifted'`,
      [file.request.id],
    );
    for (const { id, system } of drifted) {
      await this.errands.openFor(tx, file, {
        taskId: id,
        system,
        kind: 'scope-changed',
      });
    }
  }
}

@Injectable()
@Takes('planning.check')
export class CheckHandler implements SignalHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly requests: RequestsRepository,
    private readonly checking: Checking,
    private readonly journey: Journey,
  ) {}

  async handle(requestId: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const file = await this.requests.lockedIn(tx, requestId, (state) => state === 'checking');
      if (!file) return;
      await this.checking.check(tx, file);
      const open = await outstanding(tx, requestId);
      const last = isDeferred(file.request) ? 'fully-complied' : 'checked-complete';
      await this.journey.advance(tx, file.request, open > 0 ? 'answer-due' : last);
    });
  }
}
