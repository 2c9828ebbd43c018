/**
 * Why a tombstone stops to apply. `new-relation`: she came back herself (practice 17); her objection to direct
 * marketing stays. `entered-in-error`: it was never about her.
 */
export const LIFT_REASONS = ['new-relation', 'entered-in-error'] as const;
export type LiftReason = (typeof LIFT_REASONS)[number];

/** Why a marketing block stops to apply: she agreed anew herself, or it was never about her. */
export const UNBLOCK_REASONS = ['new-consent', 'entered-in-error'] as const;
export type UnblockReason = (typeof UNBLOCK_REASONS)[number];

/** Why somebody is on the marketing block list: Art. 21(2), withdrawal under Art. 7(3), or a complaint. */
export const BLOCK_REASONS = ['objection', 'consent-withdrawn', 'opt-out'] as const;
export type BlockReason = (typeof BLOCK_REASONS)[number];
