import type { ReasonCode } from '../ledger/reasons.js';

/**
 * Errands about people who were erased and may be back, and how each can be settled. Only an officer settles them, and
 * what follows is the business of `retention/findings`: a finding never erases anything by itself (practice 17).
 */
export const FINDING_KINDS = {
  'came-back': ['new-relation', 'erase-again', 'somebody-else'],
  'details-back': ['new-relation', 'erase-again', 'somebody-else'],
  'key-reused': ['somebody-else', 'new-relation', 'erase-again', 'done-by-hand'],
  'look-up-not-possible': ['no-longer-needed', 'not-possible'],
  'replay-without-key': ['done-by-hand', 'no-longer-needed', 'not-possible'],
  'replay-failed': ['done-by-hand', 'no-longer-needed', 'not-possible'],
} as const satisfies Partial<Record<ReasonCode, readonly ReasonCode[]>>;

export type FindingKind = keyof typeof FINDING_KINDS;
export type FindingOutcome = (typeof FINDING_KINDS)[FindingKind][number];

export function isFinding(kind: string): kind is FindingKind {
  return Object.hasOwn(FINDING_KINDS, kind);
}
