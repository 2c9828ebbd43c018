/** How often and how long a call is tried again before the engine is asked to come back later. */
export interface Patience {
  /** Calls in all, the first one included. */
  attempts: number;
  firstMilliseconds: number;
  longestMilliseconds: number;
  /** Longest wait for a place in a budget, or for as long as the system asks; beyond it the lane waits, not a worker. */
  longestWaitMilliseconds: number;
}

export const PATIENCE: Patience = {
  attempts: 3,
  firstMilliseconds: 300,
  longestMilliseconds: 5_000,
  longestWaitMilliseconds: 15_000,
};

/**
 * Milliseconds before the given attempt (from 1) is repeated: anything up to a bound that doubles, so that callers who
 * failed together do not come back together ("full jitter", aws.amazon.com/blogs/architecture, 2015).
 */
export function backOff(patience: Patience, attempt: number, chance: number): number {
  const bound = Math.min(patience.longestMilliseconds, patience.firstMilliseconds * 2 ** Math.min(attempt - 1, 16));
  return Math.round(bound * chance);
}
