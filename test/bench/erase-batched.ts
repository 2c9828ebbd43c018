import { eraseAgainst, transaction } from './erase.js';
import type { BenchOptions, BenchResult } from './result.js';

const BATCH = 500;

/** B5b: as `erase`, against `psql -f` that deletes five hundred people a transaction: the floor of what SQL takes. */
export function run(options: BenchOptions): Promise<BenchResult> {
  const script = (ids: readonly string[]): string[] =>
    Array.from({ length: Math.ceil(ids.length / BATCH) }, (_, at) =>
      transaction(`= ANY ('{${ids.slice(at * BATCH, (at + 1) * BATCH).join(',')}}'::bigint[])`),
    );
  return eraseAgainst('erase-batched', `psql -f, ${BATCH} people a transaction`, script, options);
}
