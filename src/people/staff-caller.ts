import type { Actor } from '../ledger/ledger-entry.js';
import type { Caller } from '../platform/http/access/access.js';
import type { Role } from './policies.js';

/** A member of staff who is calling, with what she may see. */
export interface StaffCaller extends Caller {
  kind: 'staff';
  roles: readonly Role[];
  /** Slugs of her controllers; all if null. Repositories take this scope first. */
  controllers: readonly string[] | null;
  /** How the ledger names her: a rotating keyed pseudonym. */
  actor: Actor;
}
