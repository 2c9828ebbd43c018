import type { Errand } from '../work/errand.entity.js';
import { FINDING_KINDS, type FindingOutcome, isFinding } from '../work/finding-kinds.js';

export type SettlingOutcome =
  'try-again' | 'done-by-hand' | 'not-possible' | 'no-longer-needed' | 'same-person' | 'rights-of-others';

/** How an errand can be settled: what it is about decides it. */
export function choicesFor(errand: Pick<Errand, 'kind' | 'taskId'>): (SettlingOutcome | FindingOutcome)[] {
  if (isFinding(errand.kind)) return [...FINDING_KINDS[errand.kind]];
  if (errand.kind === 'identifier-of-two-persons') return ['same-person', 'rights-of-others'];
  // Her answer settles it; until then nobody else's word does.
  if (errand.kind === 'owner-asked') return [];
  const byHand = ['done-by-hand', 'not-possible', 'no-longer-needed'] as const;
  return errand.taskId ? ['try-again', ...byHand] : [...byHand];
}
