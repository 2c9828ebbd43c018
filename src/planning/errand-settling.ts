import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../ledger/ledger-entry.js';
import { Clock } from '../platform/clock/clock.js';
import { newId } from '../platform/ids/ids.js';
import { DataKeys } from '../platform/crypto/data-keys.js';
import { Identifiers } from '../requests/identifiers.js';
import { RequestLines } from '../requests/request-lines.js';
import { Raise } from '../requests/raise.js';
import { type CaseFile, RequestsRepository } from '../requests/requests.repository.js';
import { Burials } from '../work/burials.js';
import type { Errand } from '../work/errand.entity.js';
import { Errands } from '../work/errands.js';
import { TasksRepository } from '../work/tasks.repository.js';
import { choicesFor, type SettlingOutcome } from './errand-choices.js';
import { conflicts } from './located.js';
import { SearchResultsReader } from './search-results.js';

export interface Settling {
  outcome: SettlingOutcome;
  note?: string;
  staffId: string;
  by: Actor;
}

/** What a person's settling of an errand sets in motion. */
@Injectable()
export class ErrandSettling {
  constructor(
    private readonly errands: Errands,
    private readonly tasks: TasksRepository,
    private readonly requests: RequestsRepository,
    private readonly identifiers: Identifiers,
    private readonly results: SearchResultsReader,
    private readonly burials: Burials,
    private readonly keys: DataKeys,
    private readonly lines: RequestLines,
    private readonly raise: Raise,
    private readonly clock: Clock,
  ) {}

  /** @returns why it cannot be settled so, or null. */
  async settle(
    manager: EntityManager,
    file: CaseFile,
    errand: Errand,
    how: Settling,
  ): Promise<'settled-already' | 'not-applicable' | null> {
    const aboutIdentifier = errand.kind === 'identifier-of-two-persons';
    if (!choicesFor(errand).includes(how.outcome)) return 'not-applicable';
    const settled = await this.errands.settle(manager, errand, {
      ...how,
      caseLedgerId: file.case.ledgerId,
      requestLedgerId: file.request.ledgerId,
    });
    if (!settled) return 'settled-already';
    if (aboutIdentifier) await this.decideIdentifier(manager, file, errand, how);
    else if (errand.taskId) await this.decideTask(manager, file, errand, errand.taskId, how);
    else await this.raise.signal(manager, 'planning.executed', file.request.id);
    // After the tasks: whoever parks a task locks its order first and the line last.
    await this.lines.refresh(manager, [file.request.id], 'errands');
    return null;
  }

  private async decideTask(
    manager: EntityManager,
    file: CaseFile,
    errand: Errand,
    taskId: string,
    how: Settling,
  ): Promise<void> {
    if (how.outcome === 'try-again') {
      const lane = await this.tasks.unpark(manager, taskId);
      if (lane)
        await this.raise.signal(manager, 'work.lane', `${lane.system}.${lane.action}`, {
          deadline: file.request.dueOn,
        });
      return;
    }
    const action = await this.tasks.settleByHand(manager, taskId, { settled: how.outcome });
    if (!action) return;
    if (action === 'erase' && how.outcome === 'done-by-hand') {
      await this.declare(manager, file, errand, taskId);
      await this.bury(manager, file);
    }
    await this.raise.signal(manager, action === 'locate' ? 'planning.located' : 'planning.executed', file.request.id);
  }

  /** Somebody says that it is done: that is a declaration, and is called one (practice 16). */
  private async declare(manager: EntityManager, file: CaseFile, errand: Errand, taskId: string): Promise<void> {
    await manager.query(
      `INSERT INTO outcome (id, task_id, request_id, system, collection, verdict, intended, residue, held_by_others, evidence, shown_at)
       VALUES ($1, $2, $3, $4, '*', 'delete:erase:by-hand', 0, 0, 0, 'declared', $5)
       ON CONFLICT (task_id, collection, verdict) DO NOTHING`,
      [newId(), taskId, file.request.id, errand.system, this.clock.now()],
    );
    await manager.query(
      `UPDATE outcome SET residue = 0, evidence = 'declared', shown_at = $2 WHERE task_id = $1 AND residue > 0`,
      [taskId, this.clock.now()],
    );
  }

  /** Erased by somebody's hand: we learn of it afterwards, and remember her as soon as we do. */
  private async bury(manager: EntityManager, file: CaseFile): Promise<void> {
    const known = await this.identifiers.ofCase(manager, file.case.id);
    await this.burials.write(manager, [
      {
        controllerId: file.controller.id,
        caseLedgerId: file.case.ledgerId,
        requestLedgerId: file.request.ledgerId,
        identifiers: known.filter((one) => one.proven || one.round > 0).map(({ kind, value }) => ({ kind, value })),
        deferred: file.case.channel === 'retention',
      },
    ]);
  }

  /**
   * `same-person`: the officer vouches for the identifier. `rights-of-others`: it is never searched by again, and neither
   * is what it has led to. All searches of the case end first, so that none of them writes down again what is forgotten.
   */
  private async decideIdentifier(manager: EntityManager, file: CaseFile, errand: Errand, how: Settling): Promise<void> {
    const kind = errand.place?.split('.').at(-1) ?? '';
    const values = await this.doubtful(manager, file, errand);
    const searching = (await this.requests.ofCase(manager, file.case.id))
      .filter(({ state }) => state === 'planning')
      .map(({ id }) => id);
    for (const id of searching) {
      await this.requests.locked(manager, id, 'for update');
      await this.tasks.cancel(manager, id);
    }
    if (values.length > 0) {
      if (how.outcome === 'same-person') await this.identifiers.vouch(manager, file.case.id, kind, values);
      else await this.identifiers.exclude(manager, file.case.id, kind, values);
    }
    await this.raise.signal(manager, 'planning.begin', searching);
  }

  /** The values that the errand is about; it names their place alone. None when a decision elsewhere has settled them. */
  private async doubtful(manager: EntityManager, file: CaseFile, errand: Errand): Promise<string[]> {
    const key = await this.keys.of(manager, { kind: 'case', id: file.case.id });
    const { systems } = await this.results.read(manager, file.request.id, key);
    return systems
      .filter(({ system }) => system === errand.system)
      .flatMap(({ records }) => conflicts(records, new Set()))
      .filter((conflict) => `${conflict.collection}.${conflict.kind}` === errand.place)
      .map(({ value }) => value);
  }
}
