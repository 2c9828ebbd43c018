import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Caller } from '../platform/http/access/access.js';
import { Authenticator, Authenticators, bearerToken, type Verdict } from '../platform/http/access/authenticator.js';
import { hashToken } from '../platform/ids/ids.js';
import { Transactions } from '../platform/queues/transactions.js';

/** A person with the token of her case. `id` is the case: the only thing she can see. */
export interface PersonCaller extends Caller {
  kind: 'person';
}

/** Knows a person by the token of her case, looked up by its hash. */
@Injectable()
export class PersonAuthenticator extends Authenticator implements OnModuleInit {
  override readonly kind = 'person';

  constructor(
    private readonly authenticators: Authenticators,
    private readonly transactions: Transactions,
  ) {
    super();
  }

  onModuleInit(): void {
    this.authenticators.register(this);
  }

  override async authenticate(request: FastifyRequest): Promise<Verdict> {
    const token = bearerToken(request);
    if (!token || token.length > 100) return { outcome: 'unauthenticated' };
    const [found]: { id: string }[] = await this.transactions.manager.query(
      `SELECT id FROM subject_case WHERE token_hash = $1 AND forgotten_at IS NULL`,
      [hashToken(token)],
    );
    if (!found) return { outcome: 'unauthenticated' };
    const caller: PersonCaller = { kind: 'person', id: found.id, credential: found.id };
    return { outcome: 'admitted', caller };
  }
}
