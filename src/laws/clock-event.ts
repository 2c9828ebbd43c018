/**
 * What happened to a case, as far as its clock is concerned, in the order in which it was recorded. The clock is computed
 * from these and nothing else, every time (invariant 10).
 */
export type ClockEvent =
  /**
   * True receipt in any official channel, read or not. `zone` is the controller's (IANA); all days of the case are days
   * there. A corrected receipt is a further `received`: the last one counts.
   */
  | { kind: 'received'; at: Date; zone: string }
  /** An officer recorded a reasonable doubt about identity and asked the person, at this moment (Art. 12(6) GDPR). */
  | { kind: 'doubt_recorded'; at: Date }
  | { kind: 'doubt_settled'; at: Date }
  /** The person was told of an extension, with reasons; `reason` is a code. */
  | { kind: 'extended'; at: Date; reason: string }
  /** The first answer went out. */
  | { kind: 'answered'; at: Date }
  | { kind: 'withdrawn'; at: Date };
