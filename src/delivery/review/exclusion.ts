/**
 * Why something in an answer is withheld, and what lets us. A code travels in rows and in the package's files; the
 * words for it are texts. Only `released` ones come from an officer's review, the first four are how it starts.
 */
export const WITHHOLDING = {
  /** Prose that nobody has read yet: it may name other people (Art. 15(4) GDPR). */
  'free-text-unreviewed': { law: 'Art. 15(4) GDPR', releasable: true },
  /** About somebody else, and not reviewed yet. */
  'others-unreviewed': { law: 'Art. 15(4) GDPR', releasable: true },
  /** A record about several people, and not reviewed yet. */
  'joint-unreviewed': { law: 'Art. 15(4) GDPR', releasable: true },
  /** Said to be held, never shown: passwords, account numbers (11 CCR 7024(d); Art. 32 GDPR). */
  'never-disclosed': { law: 'Art. 32 GDPR; 11 CCR 7024(d)', releasable: false },
  /** Not in the data map: nobody has said what it is. */
  'not-in-map': { law: 'Art. 32 GDPR', releasable: false },
  'rights-of-others': { law: 'Art. 15(4) GDPR', releasable: true },
  'trade-secret': { law: 'Art. 15(4) GDPR', releasable: true },
  'legal-privilege': { law: '§ 29(1) BDSG', releasable: true },
  'duty-of-secrecy': { law: '§ 29(1) BDSG', releasable: true },
  'pending-investigation': { law: '§ 34(1) BDSG', releasable: true },
} as const satisfies Record<string, { law: string; releasable: boolean }>;

export type WithholdingReason = keyof typeof WITHHOLDING;

/** What an officer may give as a reason; the others are set by rule. */
export const OFFICER_REASONS = [
  'rights-of-others',
  'trade-secret',
  'legal-privilege',
  'duty-of-secrecy',
  'pending-investigation',
] as const satisfies WithholdingReason[];

/**
 * One decision of a review: a record, a field or a span of a field that is withheld, or (`released`) a record or field
 * that no rule withholds any more. Records are named by a keyed digest: their keys are personal data.
 */
export interface ExclusionRule {
  system: string;
  collection: string;
  /** `recordDigest` of the record. */
  recordDigest: string;
  /** null: the whole record. */
  field: string | null;
  /** UTF-16 offsets, end exclusive; null: the whole field. */
  spanStart: number | null;
  spanEnd: number | null;
  /**
   * Digest of the value that was reviewed (`valueDigest`). A release holds for the text an officer has read and for no
   * other: when the record is collected again and reads differently, it is withheld again.
   */
  valueDigest: string | null;
  reason: WithholdingReason;
  released: boolean;
}
