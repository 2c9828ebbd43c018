import { Injectable } from '@nestjs/common';
import type { Connector, Identifier, LocatedRecord } from '../connectors/kit/contract.js';
import type { SystemMap } from '../datamap/language.js';
import { bilingual } from '../datamap/bilingual.dto.js';
import { fieldOf } from '../datamap/forms.js';
import { Laws } from '../laws/laws.js';
import { legalDay } from '../laws/legal-day.js';
import { conflicts, merged } from '../planning/located.js';
import { Clock } from '../platform/clock/clock.js';
import { Tags } from '../platform/crypto/tags.js';
import type { LegalController } from '../requests/legal-controller.entity.js';
import { effectiveMap, type Unmaskable } from '../work/effective-map.js';
import type { EffectGroup } from '../work/effect-set.js';
import { Judge } from '../work/judge.js';
import { readVerdict, type Verdict } from '../work/verdict.js';
import { locateAll } from '../work/actions/locate.action.js';

/** Rounds of following identifiers inside the one system; a real search goes over all systems and further. */
const MOST_ROUNDS = 6;
/** A trial is a look at one person, not a way to read a database. */
const TRIAL_MS = 60_000;

export interface TrialGroup extends Verdict {
  collection: string;
  records: number;
  /** What the ground says, in words; null for one that no law file words. */
  groundTitle: { de: string; en: string } | null;
  citation: string | null;
  /** Fields that an erasure would blank or replace. */
  masked: string[];
}

export interface TrialResult {
  /** Legal day on which it was judged, under which version of the law. */
  day: string;
  law: string;
  rounds: number;
  /** How many records an erasure would touch in which way; no value of any of them. */
  groups: TrialGroup[];
  /** Collections in which nothing was found. */
  empty: string[];
  /** Kinds of identifier that the records showed and the map lets be followed. */
  learnt: { kind: string; count: number }[];
  /** Places at which an identifier reaches two distinct people: a real search stops there for an officer. */
  doubtful: { collection: string; kind: string }[];
  /** Fields that the live schema lets nobody mask. */
  unmaskable: Unmaskable[];
  /** The fields that a copy for the person would hold, by collection. */
  fields: { collection: string; field: string; categories: string[] }[];
}

/** Tries a map for one person, reading alone: what would be found, and what an erasure would make of it. */
@Injectable()
export class Trial {
  constructor(
    private readonly judge: Judge,
    private readonly laws: Laws,
    private readonly tags: Tags,
    private readonly clock: Clock,
  ) {}

  /** @throws ConnectorError */
  async run(
    connector: Connector,
    map: SystemMap,
    controller: LegalController,
    identifiers: readonly Identifier[],
  ): Promise<TrialResult> {
    const today = legalDay(this.clock.now(), controller.zone);
    const law = this.laws.current(controller.law, today).pin;
    const effective = effectiveMap(map, await connector.survey());
    const found = await this.locate(connector, map, controller.slug, identifiers);
    const groups = (await this.judge.under(controller.id, law))(effective.map, found.records);
    const reached = new Set(found.records.map(({ collection }) => collection));
    return {
      day: today.toString(),
      law,
      rounds: found.rounds,
      groups: groups.map((group) => {
        const named = described(group);
        const ground = this.laws.grounds.get(named.ground);
        return { ...named, groundTitle: ground ? bilingual(ground.title) : null, citation: ground?.citation ?? null };
      }),
      empty: Object.keys(map.collections).filter((name) => !reached.has(name)),
      learnt: found.learnt,
      doubtful: conflicts(found.records, new Set()).map(({ collection, kind }) => ({ collection, kind })),
      unmaskable: effective.unmaskable,
      fields: [...reached].sort().flatMap((collection) => fieldsIn(map, collection)),
    };
  }

  private async locate(
    connector: Connector,
    map: SystemMap,
    controller: string,
    given: readonly Identifier[],
  ): Promise<{ records: LocatedRecord[]; rounds: number; learnt: { kind: string; count: number }[] }> {
    const digest = this.tags.digest('fingerprint', 'records');
    const signal = AbortSignal.timeout(TRIAL_MS);
    const known = new Set(given.map(spelt));
    const counts = new Map<string, number>();
    let records: LocatedRecord[] = [];
    let next = [...given];
    let rounds = 0;
    while (next.length > 0 && rounds < MOST_ROUNDS) {
      rounds += 1;
      const people = [{ person: 'trial', identifiers: next }];
      const found = (await locateAll({ connector, controller, signal }, people, digest)).get('trial') ?? [];
      records = merged([...records, ...found]);
      next = found
        .filter(({ via }) => via !== 'shared')
        .flatMap(({ shows }) => shows)
        .filter((one) => (map.follow ?? []).includes(one.kind) && isNew(known, one));
      for (const { kind } of next) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
    return { records, rounds, learnt: [...counts].map(([kind, count]) => ({ kind, count })) };
  }
}

function isNew(known: Set<string>, identifier: Identifier): boolean {
  const name = spelt(identifier);
  if (known.has(name)) return false;
  known.add(name);
  return true;
}

function spelt({ kind, value }: Identifier): string {
  return `${kind}\u0000${value}`;
}

function described(group: EffectGroup): Omit<TrialGroup, 'groundTitle' | 'citation'> {
  return {
    collection: group.collection,
    ...readVerdict(group.verdict),
    records: group.rows.length,
    masked: Object.keys(group.mask ?? {}),
  };
}

function fieldsIn(map: SystemMap, collection: string): TrialResult['fields'] {
  return Object.entries(map.collections[collection]!.fields).map(([field, stated]) => ({
    collection,
    field,
    categories: [fieldOf(stated).category].flat(),
  }));
}
