import { indented, table } from './table.js';

type Localised = string | { de?: string; en?: string };

/** GET /v1/requests/:id/plan, as far as it is shown here. */
export interface ShownPlan {
  hash: string;
  state: string;
  approvedAt: string | null;
  singlePerson: boolean;
  waitsFor: string | null;
  notBefore: string | null;
  systems: {
    system: string;
    title: Localised;
    unsearched: string | null;
    irreversible: boolean;
    doneMeans: {
      deletion: string;
      after: string | null;
      residue: Localised | null;
      returns: Localised | null;
      evidence: string;
    };
    copies: { title: Localised; kept: string }[];
    groups: {
      collection: string;
      title: Localised;
      records: number;
      outcome: string;
      ground: { id: string; title: Localised; citation: string } | null;
      until: string | null;
      masked: Record<string, unknown> | null;
      kept: string[] | null;
    }[];
  }[];
}

const evidenceWords: Record<string, string> = {
  reread: 're-read as gone',
  confirmed: 'confirmed by the system, not re-read',
  declared: 'declared by a person',
  unverifiable: 'not verifiable',
};

/** The plan for the eyes of whoever approves it: counts, grounds, until-dates, and what cannot be undone. */
export function planLines(plan: ShownPlan): string[] {
  return [
    ...plan.systems.flatMap((system) => [...systemLines(system), '']),
    `State: ${plan.state}${plan.singlePerson ? ', approved by one person in two duties' : ''}${plan.waitsFor ? `, waits for ${plan.waitsFor}` : ''}`,
    `Hash: ${plan.hash}`,
  ];
}

function systemLines(system: ShownPlan['systems'][number]): string[] {
  if (system.unsearched) return [`${english(system.title)}: could not be searched (${system.unsearched}).`];
  const rows = system.groups.map((group) => [
    english(group.title),
    group.records,
    group.outcome,
    group.until,
    group.ground ? `${english(group.ground.title)} (${group.ground.citation})` : null,
  ]);
  const kept = system.groups
    .filter((group) => group.kept !== null && group.kept.length > 0)
    .map((group) => `${english(group.title)}, ${group.outcome}: stays legible: ${group.kept!.join(', ')}.`);
  const oncePerPlace = [...new Set(kept)];
  const { deletion, after, residue, returns, evidence } = system.doneMeans;
  return [
    `${english(system.title)} (${system.system})`,
    ...indented([
      ...table(['what', 'records', 'outcome', 'until', 'ground'], rows, 'Nothing found.'),
      ...oncePerPlace,
      system.irreversible
        ? `Cannot be undone: a ${deletion} deletion${after ? `, final after ${after}` : ''}. Shown by: ${evidenceWords[evidence] ?? evidence}.`
        : `Changes nothing that could not be undone. Shown by: ${evidenceWords[evidence] ?? evidence}.`,
      ...(residue ? [`Stays whatever is done: ${english(residue).replace(/\.$/, '')}.`] : []),
      ...(returns ? [`May come back: ${english(returns).replace(/\.$/, '')}.`] : []),
      ...system.copies.map((copy) => `Copies live on: ${english(copy.title)}, ${spokenPeriod(copy.kept)}.`),
    ]),
  ];
}

export function english(text: Localised): string {
  return typeof text === 'string' ? text : (text.en ?? text.de ?? '');
}

/** `P35D` → `at most 35 days`; other periods as they stand. */
function spokenPeriod(period: string): string {
  const [, count, unit] = /^P(\d+)([DWMY])$/.exec(period) ?? [];
  const names: Record<string, string> = { D: 'day', W: 'week', M: 'month', Y: 'year' };
  return count && unit ? `at most ${count} ${names[unit]}${count === '1' ? '' : 's'}` : period;
}
