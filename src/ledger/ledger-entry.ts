import type { LedgerEvents, LedgerKind } from './events.js';

/**
 * Who did it. `tag` is a rotating keyed pseudonym that stands for a member of staff and is computed elsewhere; a name or
 * an address never appears here.
 */
export interface Actor {
  role: 'data-subject' | 'staff' | 'service' | 'connector' | 'agent';
  tag?: string;
}

/** One thing that happened, as it is handed to the ledger. */
export type LedgerEntry = {
  [Kind in LedgerKind]: {
    kind: Kind;
    /** Ledger id of the case: 32 hex digits. */
    case?: string;
    /** Ledger id of the request: 32 hex digits. */
    request?: string;
    by: Actor;
    /** The application's clock. */
    at: Date;
    data: LedgerEvents[Kind];
    /** Ties sealed content to the entry: its salted digest is written, salt and content stay in the case. */
    commit?: { salt: Buffer; payload: Buffer };
  };
}[LedgerKind];
