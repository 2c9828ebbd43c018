import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { AccessRule } from '../../platform/http/access/access.js';
import { Authenticator, Authenticators, type Verdict } from '../../platform/http/access/authenticator.js';
import { SessionGate } from './session-gate.js';
import type { SessionStage } from './staff-session.entity.js';

type SessionKind = 'session' | 'enrolling' | 'entering';

/** Which stages each kind of route is open to. */
const STAGES: Record<SessionKind, readonly SessionStage[]> = {
  session: ['whole'],
  enrolling: ['enrol', 'whole'],
  entering: ['second-factor', 'enrol', 'whole'],
};

class StageAuthenticator extends Authenticator {
  constructor(
    override readonly kind: SessionKind,
    private readonly gate: SessionGate,
  ) {
    super();
  }

  override authenticate(request: FastifyRequest, rule: AccessRule): Promise<Verdict> {
    return this.gate.judge(request, rule, STAGES[this.kind]);
  }
}

/** Registers the kinds of route that only sessions open. */
@Injectable()
export class SessionAuthenticators implements OnModuleInit {
  constructor(
    private readonly authenticators: Authenticators,
    private readonly gate: SessionGate,
  ) {}

  onModuleInit(): void {
    for (const kind of Object.keys(STAGES) as SessionKind[]) {
      this.authenticators.register(new StageAuthenticator(kind, this.gate));
    }
  }
}
