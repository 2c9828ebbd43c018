import type { Actor } from '../ledger/ledger-entry.js';
import type { Caller } from '../platform/http/access/access.js';
import type { Role } from './policies.js';
import type { SessionStage } from './sessions/staff-session.entity.js';

/** A member of staff who is calling, with what she may see. */
export interface StaffCaller extends Caller {
  kind: 'staff';
  roles: readonly Role[];
  /** Slugs of her controllers; all if null. Repositories take this scope first. */
  controllers: readonly string[] | null;
  /** How the ledger names her: a rotating keyed pseudonym. */
  actor: Actor;
  /** How she came in, when it was by browser; absent with an API key. */
  session?: { id: string; stage: SessionStage };
}

/** She who calls a route that only sessions open. */
export type SessionCaller = StaffCaller & { session: { id: string; stage: SessionStage } };

/** Is one of these controllers hers? What is no controller's is nobody's but hers who has all. */
export function reaches({ controllers }: Pick<StaffCaller, 'controllers'>, slugs: readonly string[]): boolean {
  return controllers === null || slugs.some((slug) => controllers.includes(slug));
}
