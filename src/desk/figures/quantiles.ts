/** As in the migration DeskQueue: a step holds durations from 1.15^step to 1.15^(step + 1) seconds. */
const GROWTH = 1.15;

export interface Step {
  step: number;
  times: number;
}

/**
 * The duration that a share of all do not exceed, in seconds (nearest rank). It is known to its step alone: what is told
 * is the step's geometric middle, at most 7.3 % from the truth. Null when there is nothing.
 */
export function quantile(steps: readonly Step[], share: number): number | null {
  const all = steps.reduce((sum, { times }) => sum + times, 0);
  const rank = Math.max(1, Math.ceil(share * all));
  let below = 0;
  for (const { step, times } of steps.toSorted((a, b) => a.step - b.step)) {
    below += times;
    if (below >= rank) return Math.round(GROWTH ** (step + 0.5));
  }
  return null;
}
