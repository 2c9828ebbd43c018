import { Injectable } from '@nestjs/common';
import type { Connector, Identifier, Occasion, RereadItem } from '../../connectors/kit/contract.js';
import { Refused } from '../../connectors/kit/errors.js';
import { DataMaps } from '../../datamap/versions/data-maps.js';
import { keyOf } from '../../datamap/forms.js';
import type { SystemMap } from '../../datamap/language.js';
import type { DataKey } from '../../platform/crypto/data-key.js';
import { Tags } from '../../platform/crypto/tags.js';
import { Transactions } from '../../platform/queues/transactions.js';
import { locateAll } from '../../work/actions/locate.action.js';
import type { EffectSet } from '../../work/effect-set.js';
import { Judge } from '../../work/judge.js';
import { Systems } from '../../work/systems.js';
import { callName } from '../call-name.js';
import { ErasedRecords } from '../erased-records.js';
import { recordName } from '../record-name.js';
import { type Comparison, compare } from './comparison.js';
import type { ClaimedItem } from './replay-items.repository.js';

/** An item whose sealed records could be opened, with what the system says of them now. */
export interface Compared {
  item: ClaimedItem;
  set: EffectSet;
  key: DataKey;
  comparison: Comparison;
}

export interface OpenSystem {
  map: SystemMap;
  mapId: string;
  connector: Connector;
}

/** Asks a system what has become of erased people: read-only, under the map that is in force now. */
@Injectable()
export class ReplayScenes {
  constructor(
    private readonly transactions: Transactions,
    private readonly maps: DataMaps,
    private readonly systems: Systems,
    private readonly judge: Judge,
    private readonly erased: ErasedRecords,
    private readonly tags: Tags,
  ) {}

  /** @throws Refused when the system is not registered any more, or cannot be opened. */
  async open(system: string): Promise<OpenSystem> {
    const current = await this.maps.ofSystem(this.transactions.manager, system);
    if (!current) throw new Refused('not-in-map', 'The system is not registered any more.');
    const { map } = await this.systems.effective(current.id);
    return { map, mapId: current.id, connector: (await this.systems.open(current.id)).connector };
  }

  get digest(): (value: string) => string {
    return this.tags.digest('fingerprint', 'records');
  }

  /**
   * @param items of one controller
   * @param occasion to count, before it is erased again, or afterwards
   * @returns those that can be compared; whoever is missing has no key any more.
   */
  async look(
    system: string,
    { map, connector }: OpenSystem,
    items: readonly ClaimedItem[],
    occasion: Occasion,
    signal: AbortSignal,
  ): Promise<Compared[]> {
    const opened = await this.erased.of(this.transactions.manager, system, items);
    const living = items.filter(({ taskId }) => opened.has(taskId));
    if (living.length === 0) return [];
    const [{ controller, controllerId }] = living as [ClaimedItem];
    const ids = living.map(({ id }) => id);
    const found = await locateAll(
      { connector, controller, signal },
      living.map(({ id, taskId }) => ({ person: id, identifiers: lookUps(map, opened.get(taskId)!.set) })),
      this.digest,
      { reference: callName(`replay ${occasion}`, ids), occasion },
    );
    const rereads = await connector.reread({
      controller,
      reference: callName(`replay ${occasion} again`, ids),
      items: living.flatMap(({ id, taskId }) => rereadItems(id, opened.get(taskId)!.set)),
      digest: this.digest,
      signal,
    });
    const there = new Map(living.map(({ id }) => [id, { present: new Set<string>(), legible: new Set<string>() }]));
    for (const { person, collection, residue } of rereads) {
      const { id, expect } = asked(person);
      const names = residue.map(({ key }) => recordName({ collection, key }));
      const into = there.get(id)?.[expect === 'masked' ? 'legible' : 'present'];
      for (const name of names) into?.add(name);
    }
    const fingerprints = await this.fingerprintsOf(system, living, opened);
    const compared: Compared[] = [];
    for (const item of living) {
      const { set, key } = opened.get(item.taskId)!;
      const located = found.get(item.id) ?? [];
      const judged = located.length > 0 ? (await this.judge.under(controllerId, item.law))(map, located) : [];
      const comparison = compare(set, {
        located,
        ...there.get(item.id)!,
        fingerprints: fingerprints.get(item.chain) ?? new Map(),
        judged,
      });
      compared.push({ item, set, key, comparison });
    }
    return compared;
  }

  /** By chain: a deferred erasure saw records masked that are back as the first one saw them. */
  private async fingerprintsOf(
    system: string,
    items: readonly ClaimedItem[],
    opened: ReadonlyMap<string, { set: EffectSet }>,
  ): Promise<Map<string, Map<string, Set<string>>>> {
    const chains = [...new Set(items.map(({ chain }) => chain))];
    const others: { taskId: string; requestId: string; rowSet: string; chain: string }[] =
      await this.transactions.manager.query(
        `SELECT i.task_id AS "taskId", i.request_id AS "requestId", t.row_set AS "rowSet", i.chain
         FROM replay_item i JOIN task t ON t.id = i.task_id WHERE i.replay_id = $1 AND i.chain = ANY($2::uuid[])`,
        [items[0]!.replayId, chains],
      );
    const missing = others.filter(({ taskId }) => !opened.has(taskId));
    const more = await this.erased.of(this.transactions.manager, system, missing);
    const known = new Map<string, Map<string, Set<string>>>();
    for (const { taskId, chain } of others) {
      const set = opened.get(taskId)?.set ?? more.get(taskId)?.set;
      const names = known.get(chain) ?? new Map<string, Set<string>>();
      known.set(chain, names);
      for (const { collection, rows } of set?.groups ?? []) {
        for (const { key, fingerprint } of rows) {
          if (!fingerprint) continue;
          const name = recordName({ collection, key });
          names.set(name, (names.get(name) ?? new Set()).add(fingerprint));
        }
      }
      for (const anchor of set?.bound?.anchors ?? []) {
        const name = recordName(anchor);
        names.set(name, (names.get(name) ?? new Set()).add(anchor.fingerprint));
      }
    }
    return known;
  }
}

/** What she was found by, and the keys that are identifiers themselves: under a key given out anew the look finds whose it is. */
function lookUps(map: SystemMap, set: EffectSet): Identifier[] {
  const keys = set.groups.flatMap((group) => {
    const collection = map.collections[group.collection];
    const key = collection ? keyOf(collection) : [];
    const kinds = Object.entries(collection?.identifiedBy ?? {}).filter(
      ([, column]) => key.length === 1 && column === key[0],
    );
    return kinds.flatMap(([kind]) => group.rows.map((row) => ({ kind, value: String(row.key[0]) })));
  });
  const all = [...set.identifiers, ...keys];
  return [...new Map(all.map((one) => [`${one.kind}\u0000${one.value}`, one])).values()];
}

/** Each item is asked twice: what is there at all, and what of the masked is legible. */
function rereadItems(id: string, set: EffectSet): RereadItem[] {
  return set.groups
    .filter(({ action, rows }) => action !== 'none' && rows.length > 0)
    .flatMap(({ collection, action, rows }): RereadItem[] => [
      { person: `gone ${id}`, collection, expect: 'gone', rows: rows.map(({ key }) => ({ key })) },
      ...(action === 'mask'
        ? [
            {
              person: `masked ${id}`,
              collection,
              expect: 'masked' as const,
              rows: rows.map(({ key, digests }) => ({ key, ...(digests ? { before: digests } : {}) })),
            },
          ]
        : []),
    ]);
}

function asked(person: string): { id: string; expect: string } {
  const [expect = '', id = ''] = person.split(' ');
  return { id, expect };
}
