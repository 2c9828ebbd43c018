export interface BenchOptions {
  /** Fewer and shorter rounds. */
  quick: boolean;
  /** A server and a role that may create databases; each benchmark makes one of its own and drops it. */
  databaseUrl: string;
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
