/**
 * How much a system bears, or its contract allows. Data, so that it can be shown, changed and compared with the vendor's
 * page.
 */
export interface Budget {
  /** Within the system, e.g. `calls`, `permanent-deletions`, `suppressions`. */
  name: string;
  limit: number;
  /**
   * ISO 8601. Spans of time (`PT1S`, `PT10M`) slide: in no span of this length are more than `limit` taken, wherever it
   * begins. Days and months (`P1D`, `P1M`) are those of the calendar, in UTC.
   */
  per: string;
  /** `calls` (default): every call takes one. `named`: what a call that names the budget says, e.g. how many ids it bears. */
  counts?: 'calls' | 'named';
  /**
   * Of a sliding budget: how many may be taken at once after a pause; default 1, so that calls are spaced evenly. More
   * costs as much of the steady rate, since the limit holds for every span of time.
   */
  burst?: number;
}

/** So many of a budget, for one call. */
export interface Share {
  budget: Budget;
  amount: number;
}

export type Taken =
  /** The place is ours and begins in so many milliseconds: wait, then call. */
  | { status: 'taken'; waitMilliseconds: number }
  /** Nothing was taken: the wait would be longer than was allowed. */
  | { status: 'empty'; budget: string; afterMilliseconds: number };

/**
 * The budgets of one system, shared by all that speak with it. Places are given in the order in which they are asked for;
 * a place that is not used is lost.
 */
export interface Budgets {
  /** Takes all shares or none. */
  take(shares: readonly Share[], longestWaitMilliseconds: number): Promise<Taken>;
  /** The system has asked everybody for patience. */
  hold(milliseconds: number): Promise<void>;
}
