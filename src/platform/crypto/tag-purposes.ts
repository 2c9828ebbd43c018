/**
 * What tags are for. Each purpose has a secret of its own, so that a tag of one says nothing about a tag of another.
 * A purpose without an epoch keeps its secret for ever: its tags stand in rows that are compared for years.
 */
export const TAG_PURPOSES = {
  /** Finds cases, identifiers and duplicates without keeping the value in clear; dies with the case's rows. */
  'blind-index': {},
  /** Tombstones: who must not come back. */
  suppression: {},
  /** Objections to direct marketing (Art. 21(3)), which outlive an erasure. */
  'marketing-block': {},
  /** Who a record is, compared before any later touch (invariant 7). */
  fingerprint: {},
  /** Values before a mask, compared when re-reading. */
  residue: {},
  /** The person's token of a case: computed again for each letter with a link, never stored. */
  'case-token': {},
  /** Tokens of systems that answer later, and which question was put to them. */
  exchange: {},
  /** What signs staff in and must not lie in clear: recovery and set-up codes, networks, what wrong attempts aim at. */
  'sign-in': {},
  /** Paths of webhooks, computed again whenever they are shown; and the records that findings are about. */
  hook: {},
  /** Sealed keys inside the hash of a plan. */
  plan: {},
  /** Signatures of challenges and of plain forms, good for minutes; what they sign is stored nowhere. */
  'proof-of-work': {},
  /**
   * Staff in the ledger. The secret changes by quarter and dies by itself, after which the ledger names nobody
   * (works council; practice 29). Three years match the retention of a case; counsel should confirm both.
   */
  staff: { epoch: 'quarter', keptYears: 3 },
} as const satisfies Record<string, { epoch?: 'quarter'; keptYears?: number }>;

export type TagPurpose = keyof typeof TAG_PURPOSES;

/** A key that is needed at a moment: under which owner id it lies, and when it dies. */
export interface NeededSecret {
  purpose: TagPurpose;
  ownerId: string;
  destroyAfter: Date | null;
}

/** The secrets needed from the moment on: for a purpose with epochs those of this and of the next one. */
export function secretsNeededAt(moment: Date): NeededSecret[] {
  return (Object.keys(TAG_PURPOSES) as TagPurpose[]).flatMap((purpose): NeededSecret[] => {
    const rule: { epoch?: 'quarter'; keptYears?: number } = TAG_PURPOSES[purpose];
    if (!rule.epoch) return [{ purpose, ownerId: purpose, destroyAfter: null }];
    return [0, 1].map((ahead) => {
      const { year, quarter } = quarterOf(moment, ahead);
      const end = new Date(Date.UTC(year + (rule.keptYears ?? 0), quarter * 3, 1));
      return { purpose, ownerId: `${purpose}/${year}-Q${quarter}`, destroyAfter: end };
    });
  });
}

/** Under which owner id the secret of a purpose lies at a moment. */
export function secretAt(purpose: TagPurpose, moment: Date): string {
  if (!('epoch' in TAG_PURPOSES[purpose])) return purpose;
  const { year, quarter } = quarterOf(moment, 0);
  return `${purpose}/${year}-Q${quarter}`;
}

/** Quarters of UTC: an epoch is no legal period. */
function quarterOf(moment: Date, ahead: number): { year: number; quarter: number } {
  const count = moment.getUTCFullYear() * 4 + Math.floor(moment.getUTCMonth() / 3) + ahead;
  return { year: Math.floor(count / 4), quarter: (count % 4) + 1 };
}
