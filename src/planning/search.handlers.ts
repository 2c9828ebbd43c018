import { Injectable } from '@nestjs/common';
import { DataKeys } from '../platform/crypto/data-keys.js';
import { type SignalHandler, Takes } from '../platform/queues/handler-registry.js';
import { Transactions } from '../platform/queues/transactions.js';
import { Identifiers } from '../requests/identifiers.js';
import { Journey } from '../requests/journey.js';
import type { State } from '../requests/journey-table.js';
import { Raise } from '../requests/raise.js';
import { Clock } from '../platform/clock/clock.js';
import { isCopy } from '../requests/road.js';
import { type CaseFile, RequestsRepository } from '../requests/requests.repository.js';
import { Laws } from '../laws/laws.js';
import { Errands } from '../work/errands.js';
import type { EntityManager } from 'typeorm';
import { conflicts } from './located.js';
import { ObjectionWindow } from './objection-window.js';
import { PlanDrawing } from './plan-drawing.js';
import { PlansRepository } from './plans.repository.js';
import { MOST_ROUNDS, Search } from './search.js';
import { type SearchResults, SearchResultsReader } from './search-results.js';

/** Identity is sufficient: look for the person in every system. */
@Injectable()
@Takes('planning.begin')
export class BeginHandler implements SignalHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly requests: RequestsRepository,
    private readonly search: Search,
    private readonly plans: PlansRepository,
  ) {}

  async handle(requestId: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const request = await this.requests.locked(tx, requestId, 'for update');
      if (request?.state !== 'planning') return;
      await this.plans.void(tx, requestId, 'replaced-by-new-plan');
      await this.search.begin(tx, request);
    });
  }
}

/** States that are soon left; what a late system found is looked at again when they are. */
const BETWEEN: readonly State[] = ['checking', 'preparing', 'reviewing'];
const LOOK_AGAIN_MS = 60_000;

/** A round has ended: another one with what it learnt, a person's judgement, or the plan. */
@Injectable()
@Takes('planning.located')
export class LocatedHandler implements SignalHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly requests: RequestsRepository,
    private readonly keys: DataKeys,
    private readonly identifiers: Identifiers,
    private readonly results: SearchResultsReader,
    private readonly search: Search,
    private readonly errands: Errands,
    private readonly drawing: PlanDrawing,
    private readonly window: ObjectionWindow,
    private readonly laws: Laws,
    private readonly journey: Journey,
    private readonly raise: Raise,
    private readonly clock: Clock,
  ) {}

  async handle(requestId: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const locked = await this.requests.locked(tx, requestId, 'for update');
      if (!locked) return;
      const file = (await this.requests.file(tx, requestId))!;
      if (locked.state === 'deciding' || locked.state === 'working') {
        // A system that was parked has answered after all: what it found is not in the plan.
        await this.journey.move(tx, file.request, 'planning', 'scope-grown');
        return;
      }
      if (locked.state === 'answering') {
        await this.journey.move(tx, file.request, 'reopened', 'reopened-by-finding');
        return;
      }
      if (BETWEEN.includes(locked.state)) {
        await this.raise.signal(tx, 'planning.located', requestId, {
          dueAt: new Date(this.clock.now().getTime() + LOOK_AGAIN_MS),
        });
        return;
      }
      if (locked.state !== 'planning') return;
      const key = await this.keys.of(tx, { kind: 'case', id: file.case.id });
      const found = await this.results.read(tx, requestId, key);
      if (found.systems.some(({ state }) => state === 'ready' || state === 'leased')) return;
      if (await this.stopped(tx, file, found)) return;
      if (await this.another(tx, file, found)) return;
      await this.draw(tx, file, found);
    });
  }

  /** An identifier that reaches two distinct persons stops the search until an officer has said whose it is. */
  private async stopped(tx: EntityManager, file: CaseFile, found: SearchResults): Promise<boolean> {
    const known = await this.identifiers.ofCase(tx, file.case.id);
    const settled = new Set(
      known.filter((one) => one.source === 'officer').map((one) => `${one.kind}\u0000${one.value}`),
    );
    const doubtful = found.systems.flatMap((system) =>
      conflicts(system.records, settled).map((conflict) => ({ system: system.system, ...conflict })),
    );
    for (const conflict of doubtful) {
      await this.errands.openFor(tx, file, {
        kind: 'identifier-of-two-persons',
        system: conflict.system,
        place: `${conflict.collection}.${conflict.kind}`,
      });
    }
    return doubtful.length > 0;
  }

  private async another(tx: EntityManager, file: CaseFile, found: SearchResults): Promise<boolean> {
    const known = await this.identifiers.ofCase(tx, file.case.id);
    const next = found.round + 1;
    if (!known.some((identifier) => identifier.round === next)) return false;
    if (next >= MOST_ROUNDS) {
      await this.errands.openFor(tx, file, { kind: 'discovery-does-not-end' });
      return true;
    }
    await this.search.round(tx, file.request, next);
    return true;
  }

  private async draw(tx: EntityManager, file: CaseFile, found: SearchResults): Promise<void> {
    const right = this.laws.pinned(file.request.law).right(file.request.right);
    if (isCopy(right.road.effect)) await this.drawing.drawCopy(tx, file, found.systems);
    else await this.drawing.drawErasure(tx, file, found.systems);
    if (right.road.objectionWindow) await this.window.open(tx, file, found.systems);
    await this.journey.advance(tx, file.request, 'plan-ready');
  }
}
