import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import type { RereadItem } from '../connectors/kit/contract.js';
import { ConnectorError, Refused } from '../connectors/kit/errors.js';
import { legalDay } from '../laws/legal-day.js';
import { Clock } from '../platform/clock/clock.js';
import { Tags } from '../platform/crypto/tags.js';
import type { CaseFile } from '../requests/requests.repository.js';
import type { DeferredContent } from '../work/deferred/deferred-content.js';
import type { DeferredErasure } from '../work/deferred/deferred-erasure.entity.js';
import { DeferredErasures } from '../work/deferred/deferred-erasures.js';
import { Errands } from '../work/errands.js';
import { Judge } from '../work/judge.js';
import { Systems } from '../work/systems.js';
import { type Ruling, rulingOf } from './deferred-ruling.js';
import type { LiveSystems } from './live-systems.js';
import type { Bounds } from './plan-drawing.js';
import { nameOf, Recognition } from './recognition.js';
import type { SystemSearch } from './search-results.js';

/** What still waits is looked at again after so long, where neither law nor hold names a day. */
const LOOK_AGAIN = Temporal.Duration.from('P90D');

/** A deferred erasure with what it has sealed. */
interface Sealed {
  record: DeferredErasure;
  content: DeferredContent;
}

/** What was asked of the systems before the transaction. */
export interface Existing {
  /** Names of the sealed records that are there, by system. */
  names: ReadonlyMap<string, ReadonlySet<string>>;
  away: readonly string[];
}

/**
 * Plans what a retention ground had put off: from its own sealed keys, under the law of today, and never a record that
 * cannot be shown to be still hers.
 */
@Injectable()
export class DeferredPlanning {
  constructor(
    private readonly deferred: DeferredErasures,
    private readonly systems: Systems,
    private readonly judge: Judge,
    private readonly errands: Errands,
    private readonly tags: Tags,
    private readonly clock: Clock,
  ) {}

  /** Asks the systems which of the sealed records are there at all. Outside of any transaction. */
  async existing(manager: EntityManager, file: CaseFile, mapOf: ReadonlyMap<string, string>): Promise<Existing> {
    const names = new Map<string, ReadonlySet<string>>();
    const away: string[] = [];
    for (const [system, sealed] of bySystem(await this.sealed(manager, file))) {
      const mapId = mapOf.get(system);
      if (!mapId) continue;
      try {
        const { connector } = await this.systems.open(mapId);
        const found = await connector.reread({
          controller: file.controller.slug,
          items: sealed.map(itemOf),
          digest: this.tags.digest('fingerprint', 'records'),
        });
        const there = found.flatMap(({ collection, residue }) => residue.map(({ key }) => nameOf({ collection, key })));
        names.set(system, new Set(there));
      } catch (error) {
        // A collection that the map does not name any more is a finding, not a system that is away.
        if (error instanceof Refused) continue;
        if (!(error instanceof ConnectorError)) throw error;
        away.push(system);
      }
    }
    return { names, away };
  }

  /**
   * Rules on each deferred erasure of the request: what is put off again or stopped leaves it.
   *
   * @returns the records that go, by system; null when nothing remains to be done.
   */
  async rule(
    manager: EntityManager,
    file: CaseFile,
    searches: readonly SystemSearch[],
    live: LiveSystems,
    existing: Existing,
  ): Promise<Bounds | null> {
    const judge = await this.judge.under(file.controller.id, file.request.law);
    const bounds: Bounds = new Map();
    for (const [system, sealed] of bySystem(await this.sealed(manager, file))) {
      const search = searches.find((one) => one.system === system);
      const map = search && (live.known.get(search.mapId)?.map ?? (await this.systems.map(search.mapId)));
      const there = existing.names.get(system);
      const groups = search && map && there ? judge(map, search.records) : null;
      const rulings = sealed.map(({ record, content }): Ruling => {
        if (!search || !groups || !there) return { kind: 'finding', code: search ? 'not-in-map' : 'system-gone' };
        return rulingOf(record.collection, content, { records: search.records, groups, existing: there });
      });
      const ready = await this.settle(manager, file, sealed, rulings);
      if (ready === null || !search) continue;
      const guards = sealed.flatMap(({ content }) => new Recognition(content, search.records).guards);
      bounds.set(system, { names: ready, anchors: [...new Map(guards.map((one) => [nameOf(one), one])).values()] });
    }
    return bounds.size > 0 ? bounds : null;
  }

  /** @returns the records of the system that go; null when none of its deferred erasures goes on. */
  private async settle(
    manager: EntityManager,
    file: CaseFile,
    sealed: readonly Sealed[],
    rulings: readonly Ruling[],
  ): Promise<ReadonlySet<string> | null> {
    const finding = rulings.findIndex(({ kind }) => kind === 'finding');
    if (finding >= 0) {
      // One stranger in a system, and nothing of it is touched: what belongs together must not be torn apart.
      const { code } = rulings[finding] as Extract<Ruling, { kind: 'finding' }>;
      const { system, collection } = sealed[finding]!.record;
      await this.errands.openFor(manager, file, { kind: code, system, place: collection });
      for (const { record } of sealed) await this.deferred.stop(manager, record, code);
      return null;
    }
    const today = legalDay(this.clock.now(), file.controller.zone);
    const names = new Set<string>();
    let ready = false;
    for (const [at, ruling] of rulings.entries()) {
      const { record } = sealed[at]!;
      if (ruling.kind === 'prolonged') {
        const notBefore = Temporal.PlainDate.from(ruling.until).add({ days: 1 }).toString();
        const law = { notBefore, pin: file.request.law };
        await this.deferred.postpone(manager, record, 'period-prolonged', notBefore, law);
      } else if (ruling.kind === 'necessary') {
        await this.deferred.postpone(manager, record, 'still-necessary', today.add(LOOK_AGAIN).toString());
      } else if (ruling.kind === 'ready') {
        ready = true;
        for (const name of ruling.names) names.add(name);
      }
    }
    return ready ? names : null;
  }

  private async sealed(manager: EntityManager, file: CaseFile): Promise<Sealed[]> {
    const all: Sealed[] = [];
    for (const record of await this.deferred.ofWork(manager, file.request.id)) {
      if (record.settledAt || record.stoppedAt) continue;
      all.push({ record, content: await this.deferred.content(manager, record) });
    }
    return all;
  }
}

function bySystem(sealed: readonly Sealed[]): Map<string, Sealed[]> {
  const systems = new Map<string, Sealed[]>();
  for (const one of sealed) {
    const list = systems.get(one.record.system);
    if (list) list.push(one);
    else systems.set(one.record.system, [one]);
  }
  return systems;
}

function itemOf({ record, content }: Sealed): RereadItem {
  return {
    person: record.id,
    collection: record.collection,
    expect: 'gone',
    rows: content.rows.map(({ key }) => ({ key })),
  };
}
