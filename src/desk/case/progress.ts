import type { Localised } from '../../datamap/language.js';
import { bilingual } from '../../datamap/bilingual.dto.js';
import type { OutcomeView, SystemProgress, TaskView } from './case.dto.js';

/** Weakest first: what is said of a system is what its least certain part is worth. */
const STRENGTH = ['unverifiable', 'declared', 'confirmed', 'reread'];

/** How far each system is. */
export function progressOf(
  tasks: readonly TaskView[],
  outcomes: readonly OutcomeView[],
  titleOf: (system: string) => Localised,
): SystemProgress[] {
  const systems = [...new Set([...tasks, ...outcomes].map(({ system }) => system))].sort();
  return systems.map((system): SystemProgress => {
    const own = tasks.filter((task) => task.system === system);
    const shown = outcomes.filter((outcome) => outcome.system === system);
    const count = (...states: string[]): number => own.filter(({ state }) => states.includes(state)).length;
    const total = (of: (outcome: OutcomeView) => number): number => shown.reduce((sum, one) => sum + of(one), 0);
    return {
      system,
      title: bilingual(titleOf(system)),
      state: stateOf(count('parked'), count('leased'), count('ready'), count('done'), own.length),
      // What was called off, by a plan that was voided say, is not asked for any more.
      tasks: own.length - (count('cancelled') === own.length ? 0 : count('cancelled')),
      done: count('done'),
      parked: count('parked'),
      found: Math.max(0, ...own.filter(({ action }) => action === 'locate').map(foundBy)),
      intended: total(({ intended }) => intended),
      residue: total(({ residue }) => residue),
      evidence: STRENGTH.find((evidence) => shown.some((one) => one.evidence === evidence)) ?? null,
      rereadAt: shown.reduce<Date | null>(
        (last, { evidence, shownAt }) => (evidence === 'reread' && (!last || shownAt > last) ? shownAt : last),
        null,
      ),
    };
  });
}

function stateOf(parked: number, leased: number, ready: number, done: number, all: number): SystemProgress['state'] {
  if (parked > 0) return 'failed';
  if (leased > 0) return 'working';
  if (ready > 0) return done > 0 ? 'working' : 'waiting';
  return done === 0 && all > 0 ? 'cancelled' : 'done';
}

/** Of one round. Rounds may find the same records again, so that the largest tells how many there are at least. */
function foundBy({ outcome }: TaskView): number {
  const records = outcome?.['records'];
  if (typeof records !== 'object' || records === null) return 0;
  return Object.values(records).reduce<number>((sum, one) => sum + (typeof one === 'number' ? one : 0), 0);
}
