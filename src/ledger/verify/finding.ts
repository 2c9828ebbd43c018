/** What was done to a log. */
export type Damage =
  /** A leaf or entry says something else than what was hashed. */
  | 'edited'
  | 'deleted'
  /** The end is missing. */
  | 'truncated'
  | 'reordered'
  /** Leaves, hashes and nodes agree among themselves, but not with what was signed: somewhere in a range. */
  | 'rewritten'
  /** A checkpoint bears no signature of a trusted key, or does not say what its row says. */
  | 'resigned'
  /** A committed entry has neither a place nor a line among those that wait for one. */
  | 'unsequenced';

export interface Finding {
  what: Damage;
  /** First leaf concerned; null where no leaf is (an entry without a place). */
  index: number | null;
  /** Last leaf concerned, where only a range can be told. */
  through?: number;
  detail: string;
}

/** Exit codes of `habeas ledger verify`. */
export const exitCodes = { sound: 0, damaged: 1, noOutsideCheckpoint: 2 } as const;

export interface Verification {
  /** Leaves in the log. */
  size: number;
  /** Root over all of them, as hex; null when a leaf is missing. */
  root: string | null;
  /** Stored checkpoints looked at. */
  checkpoints: number;
  /**
   * Leaves that a checkpoint held outside speaks for; null without one. Then the log agrees with itself at best:
   * whoever holds database and signing key can have written all of it anew.
   */
  outsideCovers: number | null;
  findings: Finding[];
  /** The finding with the lowest index. */
  first: Finding | null;
  exitCode: (typeof exitCodes)[keyof typeof exitCodes];
}

export function firstOf(findings: readonly Finding[]): Finding | null {
  const place = (finding: Finding): number => finding.index ?? Number.POSITIVE_INFINITY;
  return findings.reduce<Finding | null>((first, one) => (first && place(first) <= place(one) ? first : one), null);
}
