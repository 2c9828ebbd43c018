import { ADMIN_ID, SUBDOMAIN } from './account.js';
import type { World } from './world.js';
import type { DeletionStatus, User } from './records.js';

/** Soft-deleted users go for good after these days: https://support.zendesk.com/hc/en-us/articles/4408821737498. */
const GRACE_DAYS = 30;
/** Products that delete on their own time, and after how many seconds they begin and end; the vendor gives no times. */
const APPLICATIONS = [
  { application: 'support', begins: 10, ends: 60 },
  { application: 'chat', begins: 20, ends: 300 },
  { application: 'explore', begins: 30, ends: 86_400 },
] as const;

/**
 * Deleting people in two steps: https://developer.zendesk.com/api-reference/ticketing/users/users/#permanently-delete-user.
 * Closed tickets and their comments stay, under the name "Permanently Deleted User".
 */
export class Deletions {
  private readonly requested = new Map<number, { at: number; whole: boolean }>();

  constructor(private readonly world: World) {}

  /** Unclosed tickets keep a requester: https://support.zendesk.com/hc/en-us/articles/4408821737498. */
  hasUnclosedTickets(user: User): boolean {
    return [...this.world.tickets.values()].some(
      (ticket) => ticket.requester_id === user.id && ticket.deletedAt === null && ticket.status !== 'closed',
    );
  }

  softDelete(user: User): void {
    user.active = false;
    user.deletedAt = this.world.now();
    this.world.touchUser(user);
    this.world.notifications.userDeleted(user);
  }

  /** The personal properties are nulled at once; each product follows on its own time. */
  purge(user: User): void {
    const { clock } = this.world.stage;
    user.name = 'Permanently Deleted User';
    Object.assign(user, { email: null, phone: null, external_id: null, notes: '', details: '' });
    user.tags = [];
    user.user_fields = {};
    user.identities = [];
    user.purgedAt = this.world.now();
    this.world.touchUser(user);
    this.requested.set(user.id, { at: clock.now().getTime(), whole: true });
  }

  /** For the mode that lies: the statuses begin, and no product ever ends. */
  onlyRequest(user: User): void {
    this.requested.set(user.id, { at: this.world.stage.clock.now().getTime(), whole: false });
  }

  settle(): void {
    const due = this.world.stage.clock.now().getTime() - GRACE_DAYS * 86_400_000;
    for (const user of this.world.users.values()) {
      if (user.deletedAt !== null && user.purgedAt === null && Date.parse(user.deletedAt) <= due) this.purge(user);
    }
  }

  statuses(user: User): DeletionStatus[] {
    const request = this.requested.get(user.id);
    if (!request) return [];
    const now = this.world.stage.clock.now().getTime();
    const line = (action: DeletionStatus['action'], application: string, at: number): DeletionStatus => ({
      action,
      application,
      account_subdomain: SUBDOMAIN,
      created_at: new Date(at).toISOString(),
      executer_id: action === 'request_deletion' ? ADMIN_ID : null,
      user_id: user.id,
    });
    const lines = [line('request_deletion', 'all', request.at)];
    for (const { application, begins, ends } of APPLICATIONS) {
      const [begun, ended] = [request.at + begins * 1000, request.at + ends * 1000];
      if (begun <= now) lines.push(line('started_deletion', application, begun));
      if (ended <= now && request.whole) lines.push(line('complete_deletion', application, ended));
    }
    return lines;
  }
}
