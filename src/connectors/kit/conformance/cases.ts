import { Acting } from './acting.js';
import { erasingCases } from './erasing-cases.js';
import { faultCases } from './fault-cases.js';
import { findingCases } from './finding-cases.js';
import type { Harness } from './harness.js';
import { sharingCases } from './sharing-cases.js';

/** One thing that a connector must be able to do. Throws a `Breach` where it cannot. */
export interface Case {
  name: string;
  run: (acting: Acting) => Promise<void>;
}

export interface RunnableCase {
  name: string;
  /** Puts the world back, and looks. */
  run: () => Promise<void>;
}

/**
 * What every connector must be able to do, whatever it reaches. Cases that a system cannot have (nothing is shared in it,
 * its line cannot be cut) are left out by what the harness provides.
 */
export function conformanceCases(harness: Harness): RunnableCase[] {
  const cases = [...findingCases(harness), ...erasingCases(harness), ...sharingCases(harness), ...faultCases(harness)];
  return cases.map((one) => ({
    name: one.name,
    run: async () => {
      await harness.reset();
      const acting = new Acting(harness);
      try {
        await one.run(acting);
      } finally {
        await acting.close();
      }
    },
  }));
}
