import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../ledger/ledger-entry.js';
import { Ledger } from '../../ledger/ledger.js';
import { Clock } from '../../platform/clock/clock.js';
import { PublicAddress } from '../../platform/http/public-address.js';
import { hashToken, newId, newToken } from '../../platform/ids/ids.js';
import { Transactions } from '../../platform/queues/transactions.js';
import { Pseudonyms } from '../pseudonyms.js';
import { Sessions } from '../sessions/sessions.js';
import type { Visit } from '../sessions/visit.js';
import { Credentials } from '../sign-in/credentials.js';
import { complaintAbout, type PasswordComplaint } from '../sign-in/password-rules.js';
import { Passwords } from '../sign-in/passwords.js';
import { StaffInvitation } from './staff-invitation.entity.js';

const GOOD_FOR_MS = 7 * 24 * 3_600_000;

export interface Invited {
  /** To be handed to the person, once. The token stands behind `#`, which browsers keep to themselves. */
  link: string;
  expiresAt: Date;
}

export type Acceptance =
  { outcome: 'accepted'; token: string } | { outcome: 'unknown' } | { outcome: 'unfit'; reason: PasswordComplaint };

interface Found {
  staffId: string;
  name: string;
  email: string;
}

/** Links by which somebody sets her own password: nobody else ever knows it. */
@Injectable()
export class Invitations {
  constructor(
    private readonly passwords: Passwords,
    private readonly credentials: Credentials,
    private readonly sessions: Sessions,
    private readonly pseudonyms: Pseudonyms,
    private readonly address: PublicAddress,
    private readonly transactions: Transactions,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  /** An earlier link of hers opens nothing any more. */
  async make(manager: EntityManager, staffId: string, by: Actor): Promise<Invited> {
    const { token, hash } = newToken();
    const at = this.clock.now();
    const expiresAt = new Date(at.getTime() + GOOD_FOR_MS);
    await manager.upsert(StaffInvitation, { id: newId(), staffId, hash, expiresAt }, ['staffId']);
    await this.ledger.append(manager, {
      kind: 'staff.invited',
      by,
      at,
      data: { staff: this.pseudonyms.of(staffId) },
    });
    return { link: `${this.address.url}/desk/invitation#${token}`, expiresAt };
  }

  /** Sets the password; the session that comes of it can do nothing but set up a second factor. */
  async accept(token: string, password: string, visit: Visit): Promise<Acceptance> {
    const invited = await this.find(this.transactions.manager, token);
    if (!invited) return { outcome: 'unknown' };
    const reason = complaintAbout(password, invited);
    if (reason) return { outcome: 'unfit', reason };
    const hash = await this.passwords.hash(password);
    return this.transactions.run(async (tx): Promise<Acceptance> => {
      const still = await this.find(tx, token, 'FOR UPDATE OF i');
      if (!still) return { outcome: 'unknown' };
      await tx.delete(StaffInvitation, { staffId: still.staffId });
      await this.credentials.setPassword(tx, still.staffId, hash, this.pseudonyms.actor(still.staffId));
      await this.sessions.endAll(tx, still.staffId);
      return { outcome: 'accepted', token: await this.sessions.open(tx, still.staffId, 'enrol', visit) };
    });
  }

  private async find(manager: EntityManager, token: string, lock = ''): Promise<Found | undefined> {
    const [found]: Found[] = await manager.query(
      `SELECT s.id AS "staffId", s.name, s.email FROM staff_invitation i JOIN staff s ON s.id = i.staff_id
       WHERE i.hash = $1 AND i.expires_at > $2 AND s.left_at IS NULL ${lock}`,
      [hashToken(token), this.clock.now()],
    );
    return found;
  }
}
