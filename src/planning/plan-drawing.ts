import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { LocatedRecord } from '../connectors/kit/contract.js';
import type { SystemMap } from '../datamap/language.js';
import { Ledger } from '../ledger/ledger.js';
import { Clock } from '../platform/clock/clock.js';
import { DataKeys } from '../platform/crypto/data-keys.js';
import { Tags } from '../platform/crypto/tags.js';
import { newId } from '../platform/ids/ids.js';
import { Identifiers } from '../requests/identifiers.js';
import type { CaseFile } from '../requests/requests.repository.js';
import type { EffectGroup, EffectSet } from '../work/effect-set.js';
import { Judge } from '../work/judge.js';
import { RowSets, type RowSetToWrite } from '../work/row-sets.js';
import { Systems } from '../work/systems.js';
import { fieldsOf } from './field-masks.js';
import { Plan } from './plan.entity.js';
import { type PlanDocument, type PlannedSystem, planHash, plannedGroup, recordsIn } from './plan.js';
import type { LiveSystems } from './live-systems.js';
import { nameOf } from './recognition.js';
import type { SystemSearch } from './search-results.js';

/** A deferred erasure: the records that go, by system, and those that show whose they are. */
export type Bounds = Map<string, { names: ReadonlySet<string>; anchors: NonNullable<EffectSet['bound']>['anchors'] }>;

const ROWS_A_CHUNK = 10_000;

/** Turns what a search found into a plan: verdicts counted for the approver, keys sealed for the engine. */
@Injectable()
export class PlanDrawing {
  constructor(
    private readonly judge: Judge,
    private readonly systems: Systems,
    private readonly keys: DataKeys,
    private readonly tags: Tags,
    private readonly identifiers: Identifiers,
    private readonly rowSets: RowSets,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  /** The plan of a copy: every located record is copied, each under the one verdict that it is. */
  async drawCopy(manager: EntityManager, file: CaseFile, searches: readonly SystemSearch[]): Promise<Plan> {
    const key = await this.keys.of(manager, { kind: 'case', id: file.case.id });
    const judge = (_map: SystemMap, search: SystemSearch): EffectGroup[] => copyGroups(search.records);
    const { plan } = await this.draw(manager, file, searches, null, judge);
    const sets = searches.flatMap((search) =>
      chunked(search.records).map((records, ordinal) => ({
        setId: plan.id,
        requestId: file.request.id,
        kind: 'planned' as const,
        system: search.system,
        ordinal,
        rows: records.length,
        content: records,
        key,
      })),
    );
    await this.rowSets.write(manager, sets);
    return plan;
  }

  /**
   * The plan of an erasure.
   *
   * @param live asked before the transaction
   * @param bounds of a deferred erasure: it is about these records alone
   */
  async drawErasure(
    manager: EntityManager,
    file: CaseFile,
    searches: readonly SystemSearch[],
    live: LiveSystems,
    bounds?: Bounds,
  ): Promise<Plan> {
    const owner = { kind: 'erasure' as const, id: file.request.id };
    const [living] = await this.keys.ofMany(manager, [owner]);
    const key = living ?? (await this.keys.create(manager, owner, null));
    const judge = await this.judge.under(file.controller.id, file.request.law);
    const { plan, effects } = await this.draw(manager, file, searches, live, (map, search) => {
      const groups = judge(map, search.records);
      return bounds ? within(groups, bounds.get(search.system)?.names ?? new Set()) : groups;
    });
    const known = await this.identifiers.ofCase(manager, file.case.id);
    const identifiers = known.filter((one) => one.proven || one.round > 0).map(({ kind, value }) => ({ kind, value }));
    const sets: RowSetToWrite[] = [];
    for (const [system, groups] of effects) {
      const anchors = bounds?.get(system)?.anchors;
      for (const [ordinal, chunk] of chunkedGroups(groups).entries()) {
        const content: EffectSet = { groups: chunk, identifiers, ...(anchors ? { bound: { anchors } } : {}) };
        const rows = chunk.reduce((sum, group) => sum + group.rows.length, 0);
        sets.push({ setId: plan.id, requestId: file.request.id, kind: 'planned', system, ordinal, rows, content, key });
      }
    }
    await this.rowSets.write(manager, sets);
    return plan;
  }

  private async draw(
    manager: EntityManager,
    file: CaseFile,
    searches: readonly SystemSearch[],
    live: LiveSystems | null,
    judge: (map: SystemMap, search: SystemSearch) => EffectGroup[],
  ): Promise<{ plan: Plan; effects: Map<string, EffectGroup[]> }> {
    const digest = this.tags.digest('plan', file.request.id);
    const effects = new Map<string, EffectGroup[]>();
    const systems: PlannedSystem[] = [];
    for (const search of searches) {
      // Where nothing was found, or nothing could be, there is nothing to ask of the live system.
      const asked = live?.known.get(search.mapId);
      const map = asked?.map ?? (await this.systems.map(search.mapId));
      const groups = judge(map, search);
      effects.set(search.system, groups);
      systems.push({
        system: search.system,
        map: search.mapId,
        groups: groups.map((group) => plannedGroup(group, keptBeside(map, group), digest)),
        ...(search.state === 'done' ? {} : { unsearched: search.code ?? search.state }),
        irreversible: groups.some((group) => group.action !== 'none') && !(asked?.reversible ?? false),
      });
    }
    const document: PlanDocument = { v: 1, right: file.request.right, law: file.request.law, systems };
    const at = this.clock.now();
    const plan = Object.assign(new Plan(), {
      id: newId(),
      requestId: file.request.id,
      hash: planHash(document),
      document,
      state: 'drawn' as const,
      drawnAt: at,
      approvedAt: null,
      approvedBy: null,
      singlePerson: false,
      voidCode: null,
    });
    await manager.save(Plan, plan, { reload: false });
    await this.ledger.append(manager, {
      kind: 'plan.drawn',
      case: file.case.ledgerId,
      request: file.request.ledgerId,
      by: { role: 'service' },
      at,
      data: { hash: plan.hash, systems: systems.length, rows: recordsIn(document) },
    });
    return { plan, effects };
  }
}

/** The groups without the records that lie out of bounds. */
function within(groups: readonly EffectGroup[], names: ReadonlySet<string>): EffectGroup[] {
  return groups
    .map((group) => ({
      ...group,
      rows: group.rows.filter(({ key }) => names.has(nameOf({ collection: group.collection, key }))),
    }))
    .filter((group) => group.rows.length > 0);
}

/** Fields of masked records that stay legible. */
function keptBeside(map: SystemMap, group: EffectGroup): string[] {
  const masked = group.mask ?? {};
  return fieldsOf(map.collections[group.collection]!).filter((field) => !(field in masked));
}

function copyGroups(records: readonly LocatedRecord[]): EffectGroup[] {
  const groups = new Map<string, EffectGroup>();
  for (const record of records) {
    const group = groups.get(record.collection) ?? {
      collection: record.collection,
      verdict: 'none:keep:copy',
      action: 'none' as const,
      rows: [],
    };
    group.rows.push({ key: record.key });
    groups.set(record.collection, group);
  }
  return [...groups.values()];
}

function chunked<T>(all: readonly T[]): T[][] {
  const chunks: T[][] = [];
  for (let start = 0; start < all.length; start += ROWS_A_CHUNK) chunks.push(all.slice(start, start + ROWS_A_CHUNK));
  return chunks;
}

/** Groups cut so that no chunk holds more rows than one sealed value should; the first chunk always exists. */
function chunkedGroups(groups: readonly EffectGroup[]): EffectGroup[][] {
  const chunks: EffectGroup[][] = [[]];
  let room = ROWS_A_CHUNK;
  for (const group of groups) {
    for (const rows of chunked(group.rows)) {
      if (rows.length > room && chunks.at(-1)!.length > 0) {
        chunks.push([]);
        room = ROWS_A_CHUNK;
      }
      chunks.at(-1)!.push({ ...group, rows });
      room -= rows.length;
    }
  }
  return chunks;
}
