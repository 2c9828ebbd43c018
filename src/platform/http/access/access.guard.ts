import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Problem } from '../problems/problem.js';
import { ACCESS_RULE, type AccessRule, type AuthenticatedRequest } from './access.js';
import { Authenticators, type Verdict } from './authenticator.js';

/** Denies by default (invariant 12): a route without a rule is refused, and so is a kind that nobody can judge. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authenticators: Authenticators,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const rule = this.reflector.getAllAndOverride<AccessRule | undefined>(ACCESS_RULE, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (!rule || rule.kinds.length === 0) throw new Problem('not-found');
    if (rule.kinds.includes('public')) return true;
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const refusals: Exclude<Verdict, { outcome: 'admitted' }>[] = [];
    for (const kind of rule.kinds) {
      const verdict = await this.authenticators.of(kind)?.authenticate(request, rule);
      if (verdict?.outcome === 'admitted') {
        request.caller = verdict.caller;
        return true;
      }
      refusals.push(verdict ?? { outcome: 'unauthenticated' });
    }
    const had = (outcome: Verdict['outcome']): boolean => refusals.some((one) => one.outcome === outcome);
    if (had('hidden')) throw new Problem('not-found');
    for (const refusal of refusals) if (refusal.outcome === 'refused') throw refusal.problem;
    throw new Problem(had('forbidden') ? 'forbidden' : 'unauthenticated');
  }
}
