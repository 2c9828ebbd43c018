import { conformanceCases } from './cases.js';
import type { Harness } from './harness.js';

export interface CaseResult {
  name: string;
  /** Null: it passed. */
  failure: string | null;
}

/** Runs the suite without a test framework, case after case. */
export async function runConformance(harness: Harness): Promise<CaseResult[]> {
  const results: CaseResult[] = [];
  await harness.start?.();
  try {
    for (const one of conformanceCases(harness)) {
      const { name } = one;
      try {
        await one.run();
        results.push({ name, failure: null });
      } catch (error) {
        results.push({ name, failure: wordsOf(error) });
      }
    }
  } finally {
    await harness.stop?.();
  }
  return results;
}

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.name === 'Breach' ? error.message : `${error.name}: ${error.message}`;
}
