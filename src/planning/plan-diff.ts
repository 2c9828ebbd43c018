import { bilingual } from '../datamap/bilingual.dto.js';
import type { Localised } from '../datamap/language.js';
import { outcomeWord, readVerdict } from '../work/verdict.js';
import type { PlanChange, PlanDiff, PlanPlace, PlanSide } from './plan.dto.js';
import type { Plan } from './plan.entity.js';
import type { PlanDocument, PlannedGroup } from './plan.js';

interface Placed {
  system: string;
  group: PlannedGroup;
}

type TitleOf = (system: string, collection: string) => Localised;

/** What the plan that counts says otherwise than the last one that was approved and then voided; null when none was. */
export function planDiff(now: Plan, all: readonly Plan[], titleOf: TitleOf): PlanDiff | null {
  // The newest first; whoever approves the present plan is shown no difference to one that came later.
  const before = all.find((plan) => plan.state === 'void' && plan.approvedAt !== null && plan.drawnAt <= now.drawnAt);
  if (!before?.approvedAt) return null;
  const [old, fresh] = [placed(before.document), placed(now.document)];
  const both = [...fresh.keys()].filter((place) => old.has(place));
  return {
    since: before.hash,
    approvedAt: before.approvedAt,
    code: before.voidCode,
    changes: changes(old, fresh, titleOf),
    maps: otherMaps(before.document, now.document),
    law: before.document.law === now.document.law ? null : before.document.law,
    otherRecords: both
      .filter((place) => {
        const [was, is] = [old.get(place)!.group, fresh.get(place)!.group];
        return was.keys !== is.keys && was.records === is.records;
      })
      .map((place) => named(fresh.get(place)!, titleOf)),
  };
}

const placeOf = (system: string, group: PlannedGroup): string =>
  `${system}\u0000${group.collection}\u0000${group.verdict}`;

function placed(document: PlanDocument): Map<string, Placed> {
  return new Map(
    document.systems.flatMap(({ system, groups }) =>
      groups.map((group) => [placeOf(system, group), { system, group }] as const),
    ),
  );
}

function changes(old: Map<string, Placed>, fresh: Map<string, Placed>, titleOf: TitleOf): PlanChange[] {
  const places = [...new Set([...old.keys(), ...fresh.keys()])].sort();
  return places.flatMap((place) => {
    const [was, is] = [old.get(place), fresh.get(place)];
    if (was?.group.records === is?.group.records) return [];
    return [{ ...named((is ?? was)!, titleOf), before: side(was), now: side(is) }];
  });
}

function named({ system, group: { collection } }: Placed, titleOf: TitleOf): PlanPlace {
  return { system, collection, title: bilingual(titleOf(system, collection)) };
}

function side(of: Placed | undefined): PlanSide | null {
  if (!of) return null;
  const verdict = readVerdict(of.group.verdict);
  const { action, ground, until } = verdict;
  return { outcome: outcomeWord(verdict), action, ground, until: until ?? null, records: of.group.records };
}

function otherMaps(before: PlanDocument, now: PlanDocument): string[] {
  const maps = new Map(before.systems.map(({ system, map }) => [system, map]));
  return now.systems.filter(({ system, map }) => maps.get(system) !== map).map(({ system }) => system);
}
