import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { conformanceCases } from './conformance/cases.js';
import type { Harness } from './conformance/harness.js';

export type { Fault, Harness, Subject } from './conformance/harness.js';

/** The suite as Jest tests. The command line runs the same cases (`conformance/run.ts`). */
export function conformance(name: string, harness: Harness): void {
  describe(`${name} keeps the contract`, () => {
    beforeAll(() => harness.start?.());
    afterAll(() => harness.stop?.());
    for (const one of conformanceCases(harness)) it(one.name, () => one.run());
  });
}
