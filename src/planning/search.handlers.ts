import { Injectable } from '@nestjs/common';
import { DataKeys } from '../platform/crypto/data-keys.js';
import { type SignalHandler, Takes } from '../platform/queues/handler-registry.js';
import { Transactions } from '../platform/queues/transactions.js';
import { Identifiers } from '../requests/identifiers.js';
import { Journey } from '../requests/journey.js';
import type { State } from '../requests/journey-table.js';
import { Raise } from '../requests/raise.js';
import { Clock } from '../platform/clock/clock.js';
import { isCopy, isDeferred } from '../requests/road.js';
import { type CaseFile, RequestsRepository } from '../requests/requests.repository.js';
import { Laws } from '../laws/laws.js';
import { Errands } from '../work/errands.js';
import type { EntityManager } from 'typeorm';
import { conflicts } from './located.js';
import { DeferredPlanning, type Existing } from './deferred-planning.js';
import { type LiveSystems, LiveSystemsReader } from './live-systems.js';
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

/** What was asked of the systems before the transaction. */
interface Scene {
  live: LiveSystems;
  /** Of a deferred erasure: which of its records are there. */
  existing: Existing | null;
}

const NOTHING_ASKED: Scene = { live: { known: new Map(), away: [] }, existing: null };

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
    private readonly live: LiveSystemsReader,
    private readonly drawing: PlanDrawing,
    private readonly deferred: DeferredPlanning,
    private readonly window: ObjectionWindow,
    private readonly laws: Laws,
    private readonly journey: Journey,
    private readonly raise: Raise,
    private readonly clock: Clock,
  ) {}

  async handle(requestId: string): Promise<void> {
    // Asked before the transaction, which calls nobody.
    const scene = await this.look(requestId);
    await this.transactions.run(async (tx) => {
      const file = await this.requests.lockedIn(tx, requestId);
      if (!file) return;
      const { state } = file.request;
      if (state === 'deciding' || state === 'working') {
        // A system that was parked has answered after all: what it found is not in the plan.
        await this.journey.move(tx, file.request, 'planning', 'scope-grown');
        return;
      }
      if (state === 'answering') {
        await this.journey.move(tx, file.request, 'reopened', 'reopened-by-finding');
        return;
      }
      if (BETWEEN.includes(state)) {
        await this.raise.signal(tx, 'planning.located', requestId, {
          dueAt: new Date(this.clock.now().getTime() + LOOK_AGAIN_MS),
        });
        return;
      }
      if (state !== 'planning') return;
      const key = await this.keys.of(tx, { kind: 'case', id: file.case.id });
      const found = await this.results.read(tx, requestId, key);
      if (found.systems.some((one) => one.state === 'ready' || one.state === 'leased')) return;
      if (fromSealedKeys(file)) return this.drawDeferred(tx, file, found, scene);
      if (await this.stopped(tx, file, found)) return;
      if (await this.another(tx, file, found)) return;
      await this.draw(tx, file, found, scene);
    });
  }

  /** What the systems say that is needed to draw the plan; nothing of it for a request that is elsewhere by now. */
  private async look(requestId: string): Promise<Scene> {
    const { manager } = this.transactions;
    const file = await this.requests.file(manager, requestId);
    if (file?.request.state !== 'planning') return NOTHING_ASKED;
    const { effect } = this.laws.pinned(file.request.law).right(file.request.right).road;
    if (isCopy(effect)) return NOTHING_ASKED;
    const live = await this.live.ofSearch(manager, requestId);
    if (!fromSealedKeys(file)) return { live, existing: null };
    const searched: { system: string; mapId: string }[] = await manager.query(
      `SELECT DISTINCT ON (system) system, map_id AS "mapId" FROM task
       WHERE request_id = $1 AND action = 'locate' AND state = 'done' ORDER BY system, id DESC`,
      [requestId],
    );
    const mapOf = new Map(searched.map(({ system, mapId }) => [system, mapId]));
    return { live, existing: await this.deferred.existing(manager, file, mapOf) };
  }

  /** A system has found her and does not answer now: the plan waits for it, and a person knows. */
  private async waits(tx: EntityManager, file: CaseFile, away: readonly string[]): Promise<void> {
    for (const system of away) await this.errands.openFor(tx, file, { kind: 'unreachable', system });
    const dueAt = new Date(this.clock.now().getTime() + LOOK_AGAIN_MS);
    await this.raise.signal(tx, 'planning.located', file.request.id, { dueAt });
  }

  /** It answers again. */
  private async waitsNoMore(tx: EntityManager, requestId: string): Promise<void> {
    await tx.query(
      `UPDATE errand SET settled_at = $2, outcome = 'no-longer-needed'
       WHERE request_id = $1 AND kind = 'unreachable' AND task_id IS NULL AND settled_at IS NULL`,
      [requestId, this.clock.now()],
    );
  }

  private async drawDeferred(tx: EntityManager, file: CaseFile, found: SearchResults, scene: Scene): Promise<void> {
    // One that could not be searched has its own errand; when that is settled, this is asked again.
    if (found.systems.some(({ state }) => state !== 'done')) return;
    const { live, existing } = scene;
    const away = [...live.away, ...(existing?.away ?? [])];
    if (existing === null || away.length > 0 || unasked(found, live).length > 0) return this.waits(tx, file, away);
    const bounds = await this.deferred.rule(tx, file, found.systems, live, existing);
    await this.waitsNoMore(tx, file.request.id);
    if (bounds === null) {
      await this.journey.move(tx, file.request, 'refused', 'erasure-put-off');
      return;
    }
    const searches = found.systems.filter(({ system }) => bounds.has(system));
    await this.drawing.drawErasure(tx, file, searches, live, bounds);
    await this.journey.advance(tx, file.request, 'plan-ready');
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

  private async draw(tx: EntityManager, file: CaseFile, found: SearchResults, { live }: Scene): Promise<void> {
    const right = this.laws.pinned(file.request.law).right(file.request.right);
    if (isCopy(right.road.effect)) {
      await this.drawing.drawCopy(tx, file, found.systems);
    } else {
      // Another search may have ended since the systems were asked.
      if (unasked(found, live).length > 0) return this.waits(tx, file, live.away);
      await this.drawing.drawErasure(tx, file, found.systems, live);
      await this.waitsNoMore(tx, file.request.id);
    }
    // After a finding nobody is written to: what she was told when she was erased holds.
    if (right.road.objectionWindow && !isDeferred(file.request)) await this.window.open(tx, file, found.systems);
    await this.journey.advance(tx, file.request, 'plan-ready');
  }
}

/** A deferred erasure is planned from the records it has sealed; one after a finding from what is there now. */
function fromSealedKeys(file: CaseFile): boolean {
  return isDeferred(file.request) && file.case.channel === 'retention';
}

/** Systems in which something was found, and whose live schema nobody has asked for. */
function unasked(found: SearchResults, live: LiveSystems): string[] {
  return found.systems
    .filter(({ state, records, mapId }) => state === 'done' && records.length > 0 && !live.known.has(mapId))
    .map(({ system }) => system);
}
