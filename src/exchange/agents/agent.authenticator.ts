import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { IsNull } from 'typeorm';
import type { Caller } from '../../platform/http/access/access.js';
import { Authenticator, Authenticators, bearerToken, type Verdict } from '../../platform/http/access/authenticator.js';
import { hashToken } from '../../platform/ids/ids.js';
import { Transactions } from '../../platform/queues/transactions.js';
import { Agent } from './agent.entity.js';

/** An agent, with the systems that it works and nothing else. */
export interface AgentCaller extends Caller {
  kind: 'agent';
  systems: readonly string[];
}

@Injectable()
export class AgentAuthenticator extends Authenticator implements OnModuleInit {
  override readonly kind = 'agent';

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
    const agent = await this.transactions.manager.findOneBy(Agent, { keyHash: hashToken(token), revokedAt: IsNull() });
    if (!agent) return { outcome: 'unauthenticated' };
    const caller: AgentCaller = { kind: 'agent', id: agent.id, credential: agent.id, systems: agent.systems };
    return { outcome: 'admitted', caller };
  }
}
