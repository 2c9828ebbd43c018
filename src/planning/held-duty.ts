import { DUTIES } from '../requests/duty.entity.js';

/** Who wrote the map decides what an erasure does as much as who approves it (practice 28). */
export const HELD_DUTIES = [...DUTIES, 'wrote-map'] as const;
export type HeldDuty = (typeof HELD_DUTIES)[number];
