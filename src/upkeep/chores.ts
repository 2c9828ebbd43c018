/**
 * Recurring upkeep: what, how often (`every` in milliseconds, or a cron pattern in UTC). One of the workers does each
 * when its time has come; a chore may run twice and looks for itself what is left to do.
 */
export const chores = {
  /** Expired leases are given back, lanes that nobody is on the way to are woken. */
  'sweep-lanes': { every: 10_000 },
  /** Committed ledger entries that have no place yet are a reported condition. */
  'watch-ledger': { every: 60_000 },
  /** A checkpoint leaves the house by mail, from the first day on. */
  'mail-checkpoint': { every: 24 * 3_600_000 },
  /** Keys whose day has come die. */
  'destroy-keys': { pattern: '13 * * * *' },
  /** One reminder for copies that lie unfetched while an erasure waits for them. */
  'remind-copies': { pattern: '7 6 * * *' },
  /** Who works a system by hand and owes an answer is reminded. */
  'remind-owners': { pattern: '11 6 * * *' },
  /** Deferred erasures whose day has come are given to a person. */
  'defer-due': { pattern: '37 5 * * *' },
  /** Looks after erasures whose day has come are given to their systems; replays that fell asleep are woken. */
  'probe-erased': { pattern: '*/10 * * * *' },
  /** Cases whose retention is over are forgotten. */
  'forget-cases': { pattern: '23 * * * *' },
  /** Stored answers to repeated calls, counted attempts, what signing in has left behind, webhooks long past. */
  'forget-answers': { pattern: '33 * * * *' },
  /** Files in the vault that no row names any more. */
  'sweep-vault': { pattern: '43 4 * * *' },
  /** Changes of the desk's counts are added up. */
  'add-up-counts': { every: 15_000 },
  /** The whole ledger is verified; also when somebody asks. */
  'verify-ledger': { pattern: '41 3 * * *' },
  /** The desk's lines and counts are compared with the truth. */
  'compare-lines': { pattern: '5 2 * * *' },
  /** Whether somebody should read the rules of detection again. */
  'watch-rules': { pattern: '11 6 * * *' },
  /** Secrets of the next epoch are made. */
  'load-tags': { pattern: '17 3 * * *' },
} as const satisfies Record<string, { every: number } | { pattern: string }>;

export type Chore = keyof typeof chores;
