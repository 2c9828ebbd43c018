import type { State } from '../../requests/journey-table.js';
import type { Right } from '../../requests/request.entity.js';

/** How a request stands, as a ticket is told: fewer words than there are states. */
export type Standing =
  'received' | 'identity' | 'in-progress' | 'answered' | 'refused' | 'withdrawn' | 'forwarded' | 'reopened';

export interface TicketNews {
  standing: Standing;
  /** Whoever wrote the ticket is told too, but for these rights. */
  comment: false | { except: readonly Right[] };
  /** The company's agents are told. */
  note: boolean;
}

const EVERYBODY = { except: [] } as const;
/**
 * After an erasure nothing is written to the person through a system that she may just have been erased from: a comment is
 * mailed, and may bring her record back.
 */
const UNLESS_ERASED = { except: ['erasure'] } as const;
const IN_PROGRESS = { standing: 'in-progress', comment: false, note: true } as const;

/** What a ticket is told in each state of its request; null: nothing. Every news also sets the tag of its standing. */
export const ticketTable = {
  // The first telling, that and why the ticket is linked, is `linked` and goes out with any of these.
  received: { standing: 'received', comment: false, note: false },
  proving: { standing: 'identity', comment: false, note: true },
  planning: IN_PROGRESS,
  deciding: IN_PROGRESS,
  working: IN_PROGRESS,
  checking: IN_PROGRESS,
  preparing: IN_PROGRESS,
  reviewing: IN_PROGRESS,
  answering: IN_PROGRESS,
  closed: { standing: 'answered', comment: UNLESS_ERASED, note: true },
  refused: { standing: 'refused', comment: EVERYBODY, note: true },
  withdrawn: { standing: 'withdrawn', comment: EVERYBODY, note: true },
  forwarded: { standing: 'forwarded', comment: EVERYBODY, note: true },
  reopened: { standing: 'reopened', comment: false, note: true },
  forgotten: null,
} as const satisfies Record<State, TicketNews | null>;

const STANDINGS = [...new Set(Object.values(ticketTable).flatMap((news) => news?.standing ?? []))];

/** The tag of a standing, in place of those of all others. */
export function tagOf(standing: Standing): { add: string; insteadOf: string[] } {
  return {
    add: `privacy-request-${standing}`,
    insteadOf: STANDINGS.filter((other) => other !== standing).map((other) => `privacy-request-${other}`),
  };
}
