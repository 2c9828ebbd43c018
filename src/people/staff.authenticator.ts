import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Clock } from '../platform/clock/clock.js';
import type { AccessRule } from '../platform/http/access/access.js';
import { Authenticator, Authenticators, bearerToken, type Verdict } from '../platform/http/access/authenticator.js';
import { hashToken } from '../platform/ids/ids.js';
import { Transactions } from '../platform/queues/transactions.js';
import { may, type Role } from './policies.js';
import { Pseudonyms } from './pseudonyms.js';
import { SessionGate } from './sessions/session-gate.js';
import type { StaffCaller } from './staff-caller.js';

interface Found {
  /** How the ledger names her at present. */
  tag: string;
  credential: string;
  id: string;
  roles: Role[];
  controllers: string[] | null;
}

/** Revocation and expiry reach every process within this time. */
const REMEMBERED_MS = 2_000;

/**
 * Knows staff by their API keys, else by a whole session. Both are looked up by hash, so nothing secret is compared byte
 * by byte.
 */
@Injectable()
export class StaffAuthenticator extends Authenticator implements OnModuleInit {
  override readonly kind = 'staff';
  private readonly remembered = new Map<string, { found: Found; until: number }>();

  constructor(
    private readonly authenticators: Authenticators,
    private readonly transactions: Transactions,
    private readonly pseudonyms: Pseudonyms,
    private readonly gate: SessionGate,
    private readonly clock: Clock,
  ) {
    super();
  }

  onModuleInit(): void {
    this.authenticators.register(this);
  }

  override async authenticate(request: FastifyRequest, rule: AccessRule): Promise<Verdict> {
    if (request.headers.authorization === undefined) return this.gate.judge(request, rule, ['whole']);
    const token = bearerToken(request);
    const found = token ? await this.find(hashToken(token)) : undefined;
    if (!found) return { outcome: 'unauthenticated' };
    if (!rule.may.every((permission) => may(found.roles, permission))) return { outcome: 'forbidden' };
    const caller: StaffCaller = {
      kind: 'staff',
      id: found.id,
      credential: found.credential,
      roles: found.roles,
      controllers: found.controllers,
      actor: { role: 'staff', tag: found.tag },
    };
    return { outcome: 'admitted', caller };
  }

  private async find(hash: Buffer): Promise<Found | undefined> {
    const name = hash.toString('hex');
    const now = this.clock.now().getTime();
    const known = this.remembered.get(name);
    if (known && known.until > now) return known.found;
    this.remembered.delete(name);
    const [row]: Omit<Found, 'tag'>[] = await this.transactions.manager.query(
      `SELECT k.id AS credential, s.id, s.roles, s.controllers FROM api_key k JOIN staff s ON s.id = k.staff_id
       WHERE k.hash = $1 AND k.revoked_at IS NULL AND s.left_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > $2)`,
      [hash, this.clock.now()],
    );
    if (!row) return undefined;
    const found = { ...row, tag: this.pseudonyms.of(row.id) };
    if (this.remembered.size > 1_000) this.remembered.clear();
    this.remembered.set(name, { found, until: now + REMEMBERED_MS });
    return found;
  }
}
