export class WithdrawalDto {
  /** `too-late`: the first intent to destroy is committed. */
  outcome: 'withdrawn' | 'ended-already' | 'too-late';
  /** Systems in which something is irreversible, and those that were stopped; null unless it was too late. */
  begun: string[] | null;
  stopped: string[] | null;
}

/** A link proves the link: whoever follows it learns what it did, and not where somebody is known. */
export class ObjectedDto {
  /** `too-late`: something is irreversible; the rest is stopped. */
  outcome: 'withdrawn' | 'ended-already' | 'too-late';
}
