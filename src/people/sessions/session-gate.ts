import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { AccessRule } from '../../platform/http/access/access.js';
import type { Verdict } from '../../platform/http/access/authenticator.js';
import { Problem } from '../../platform/http/problems/problem.js';
import { Clock } from '../../platform/clock/clock.js';
import { Settings } from '../../platform/settings/settings.js';
import { Transactions } from '../../platform/queues/transactions.js';
import { Factors } from '../account/factors.js';
import { may } from '../policies.js';
import { Pseudonyms } from '../pseudonyms.js';
import type { StaffCaller } from '../staff-caller.js';
import { OwnOrigins } from './own-origins.js';
import { SessionCookie } from './session-cookie.js';
import { type FoundSession, Sessions } from './sessions.js';
import type { SessionStage } from './staff-session.entity.js';

const READS = new Set(['GET', 'HEAD']);

/** Lets a browser in by its session: which stage it has reached, from where the request comes, how fresh the factor is. */
@Injectable()
export class SessionGate {
  constructor(
    private readonly sessions: Sessions,
    private readonly cookie: SessionCookie,
    private readonly origins: OwnOrigins,
    private readonly factors: Factors,
    private readonly pseudonyms: Pseudonyms,
    private readonly transactions: Transactions,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  /**
   * @param stages the stages that may come in. A request with a header `Authorization` is never judged by its cookie:
   *   who sends both means the header.
   */
  async judge(request: FastifyRequest, rule: AccessRule, stages: readonly SessionStage[]): Promise<Verdict> {
    const token = request.headers.authorization === undefined ? this.cookie.read(request) : undefined;
    const found = token && (await this.sessions.find(this.transactions.manager, token));
    if (!found) return { outcome: 'unauthenticated' };
    // The cookie comes by itself; that the request was meant, too, only the browser can tell (SameSite is not enough:
    // other services on the same site could send it).
    if (!READS.has(request.method) && this.origins.began(request) !== 'here') {
      return { outcome: 'refused', problem: new Problem('cross-site-request') };
    }
    if (!stages.includes(found.stage)) return this.unfinished(found);
    if (!rule.may.every((permission) => may(found.roles, permission))) return { outcome: 'forbidden' };
    if (rule.fresh && found.stage === 'whole' && !this.isFresh(found)) {
      return { outcome: 'refused', problem: new Problem('step-up-needed') };
    }
    const caller: StaffCaller = {
      kind: 'staff',
      id: found.staffId,
      credential: found.id,
      roles: found.roles,
      controllers: found.controllers,
      actor: this.pseudonyms.actor(found.staffId),
      session: { id: found.id, stage: found.stage },
    };
    return { outcome: 'admitted', caller };
  }

  private isFresh({ secondFactorAt }: FoundSession): boolean {
    const age = this.clock.now().getTime() - (secondFactorAt?.getTime() ?? 0);
    return age < this.settings.STEP_UP_MINUTES * 60_000;
  }

  private async unfinished(found: FoundSession): Promise<Verdict> {
    if (found.stage === 'whole') return { outcome: 'forbidden' };
    const next = await this.factors.next(this.transactions.manager, found.staffId);
    return { outcome: 'refused', problem: new Problem('second-factor-needed', { members: { next } }) };
  }
}
