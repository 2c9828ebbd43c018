import type { Damage, Verification } from './finding.js';

/**
 * What a verification by the service itself may claim:
 *
 * - `sound`: it is the log of checkpoints that were held outside, as far as those reach
 * - `agrees-with-itself`: nothing contradicts anything, but no checkpoint from outside was there to compare with: whoever
 *   holds database and signing key can have written all of it anew
 * - `damaged`: it was changed
 */
export type VerificationVerdict = 'sound' | 'agrees-with-itself' | 'damaged';

export interface VerificationResult {
  verdict: VerificationVerdict;
  size: number;
  root: string | null;
  /** Stored checkpoints whose signatures and roots were checked. */
  checkpoints: number;
  /** Checkpoints that were held outside: in the folder of CHECKPOINT_DIR, and the one handed in. */
  outside: { folder: number; given: boolean };
  /** Leaves that those speak for; null without one. */
  outsideCovers: number | null;
  findings: { what: Damage; index: number | null; through: number | null }[];
  /** There were more findings than are listed. */
  more: boolean;
}

const LISTED = 50;

export function resultOf(found: Verification, outside: VerificationResult['outside']): VerificationResult {
  const verdict = found.first ? 'damaged' : found.outsideCovers ? 'sound' : 'agrees-with-itself';
  return {
    verdict,
    size: found.size,
    root: found.root,
    checkpoints: found.checkpoints,
    outside,
    outsideCovers: found.outsideCovers,
    findings: found.findings
      .slice(0, LISTED)
      .map(({ what, index, through }) => ({ what, index, through: through ?? null })),
    more: found.findings.length > LISTED,
  };
}
