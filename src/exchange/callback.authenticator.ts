import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Caller } from '../platform/http/access/access.js';
import { Authenticator, Authenticators, bearerToken, type Verdict } from '../platform/http/access/authenticator.js';
import { Problem } from '../platform/http/problems/problem.js';
import { hashToken } from '../platform/ids/ids.js';
import { Transactions } from '../platform/queues/transactions.js';
import { Conversations } from './conversations.js';

/** Whoever holds the token of a conversation. `id` is the conversation: the only thing it opens. */
export interface CallbackCaller extends Caller {
  kind: 'callback';
}

/** Knows the other side of a conversation by its token, looked up by its hash. */
@Injectable()
export class CallbackAuthenticator extends Authenticator implements OnModuleInit {
  override readonly kind = 'callback';

  constructor(
    private readonly authenticators: Authenticators,
    private readonly transactions: Transactions,
    private readonly conversations: Conversations,
  ) {
    super();
  }

  onModuleInit(): void {
    this.authenticators.register(this);
  }

  override async authenticate(request: FastifyRequest): Promise<Verdict> {
    const token = bearerToken(request);
    if (!token || token.length > 100) return { outcome: 'unauthenticated' };
    const [found]: { id: string; state: 'open'; answeredAt: Date | null; expiresAt: Date }[] =
      await this.transactions.manager.query(
        `SELECT v.id, v.state, v.answered_at AS "answeredAt", v.expires_at AS "expiresAt" FROM conversation v
         JOIN subject_case c ON c.id = v.case_id AND c.forgotten_at IS NULL WHERE v.token_hash = $1`,
        [hashToken(token)],
      );
    if (!found) return { outcome: 'unauthenticated' };
    if (this.conversations.stateOf(found) === 'expired') {
      return { outcome: 'refused', problem: new Problem('exchange-expired') };
    }
    const caller: CallbackCaller = { kind: 'callback', id: found.id, credential: found.id };
    return { outcome: 'admitted', caller };
  }
}
