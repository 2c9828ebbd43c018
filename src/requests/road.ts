import { roadComplaints, type State } from './journey-table.js';

/** How a law's file describes the road of a right. */
export interface RoadRule {
  proof: boolean;
  plan: boolean;
  decision: 'officer' | 'none';
  review: boolean;
  execution: 'machine' | 'errand';
  effect: string;
}

/**
 * The road of what a retention ground had put off: nobody asks and nobody is answered. The person heard of it when her
 * request was answered; the ledger keeps the trace.
 */
export const DEFERRED_ROAD: readonly State[] = ['received', 'planning', 'deciding', 'working', 'checking', 'closed'];

/** Did the house open this itself (to finish a deferred erasure, or after a finding), so that nobody is answered? */
export function isDeferred(request: { road: readonly State[] }): boolean {
  return !request.road.includes('answering');
}

/** Effects that end in a package for the person. */
const COPIES = ['copy', 'portable_copy'];

export function isCopy(effect: string): boolean {
  return COPIES.includes(effect);
}

/**
 * The states a right passes. An officer decides once: at the plan, or, where the copy is reviewed anyway, at its release.
 *
 * @throws when the table of the journey does not allow the road: a fault of the law's file, found at start-up.
 */
export function roadOf(rule: RoadRule): State[] {
  const machine = rule.execution === 'machine';
  const copy = isCopy(rule.effect);
  const road: State[] = ['received'];
  if (rule.proof) road.push('proving');
  if (machine && rule.plan) {
    road.push('planning');
    if (rule.decision === 'officer' && !rule.review) road.push('deciding');
  }
  road.push('working');
  if (copy) road.push('preparing', ...(rule.review ? (['reviewing'] as const) : []));
  else if (machine) road.push('checking');
  road.push('answering', 'closed');
  const complaints = roadComplaints(road);
  if (complaints.length > 0) throw new Error(`This road cannot be gone: ${complaints.join('; ')}.`);
  return road;
}
