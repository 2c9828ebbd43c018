export interface BenchOptions {
  /** Fewer and shorter rounds. */
  quick: boolean;
  /** A server and a role that may create databases; each benchmark makes one of its own and drops it. */
  databaseUrl: string;
  /** Further words of the command line (`--memory`, `--backend=redis`). */
  words: readonly string[];
}

/** One line of `npm run bench -- NAME --json`. Null where a benchmark was skipped; the note then says why. */
export interface BenchResult {
  name: string;
  ours: number | null;
  peer: number | null;
  /** Median of ours over peer, pair by pair. */
  ratio: number | null;
  spread: number | null;
  unit: string;
  note: string;
}

export function skipped(name: string, unit: string, reason: string): BenchResult {
  return { name, ours: null, peer: null, ratio: null, spread: null, unit, note: `skipped: ${reason}` };
}

/** What was measured must also be right. */
export function assertRight(what: string, wrong: number | boolean): void {
  if (wrong === false || (typeof wrong === 'number' && wrong !== 0)) {
    throw new Error(`The benchmark's result is wrong: ${what}${typeof wrong === 'number' ? ` (${wrong})` : ''}.`);
  }
}
