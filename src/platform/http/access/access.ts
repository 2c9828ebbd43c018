import { applyDecorators, createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { ApiExtension, ApiSecurity } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';

/**
 * Who a route is for. `staff`: by API key or by a whole session. `session`: by a whole session alone, since a key must
 * not reach it. `enrolling`: also before a second factor is set up. `entering`: whoever got past the first factor.
 * `callback`: a system that answers later, and knows one task. `agent`: a program of the company's in another network,
 * which knows the systems that it works.
 */
export type AccessKind = 'public' | 'person' | 'staff' | 'session' | 'enrolling' | 'entering' | 'callback' | 'agent';

/** The schemes of the OpenAPI document by which each kind is let in. */
const SCHEMES: Record<AccessKind, readonly string[]> = {
  public: [],
  person: ['person'],
  staff: ['staff', 'session'],
  session: ['session'],
  enrolling: ['session'],
  entering: ['session'],
  callback: ['callback'],
  agent: ['agent'],
};

export interface AccessRule {
  kinds: readonly AccessKind[];
  /** What the caller must be allowed to do; the authenticator of the kind knows these words. */
  may: readonly string[];
  /** A session must have shown its second factor within the last minutes. Keys, which have none, are not asked. */
  fresh: boolean;
}

export const ACCESS_RULE = 'habeas:access';

/**
 * Says who may call a route (method or controller). A route without it does not start. `public` is a statement, too:
 * the route itself takes care of what it shows.
 */
export function Access(
  kind: AccessKind | readonly AccessKind[],
  options: { may?: string | readonly string[]; fresh?: boolean } = {},
): MethodDecorator & ClassDecorator {
  const kinds = typeof kind === 'string' ? [kind] : kind;
  const rule: AccessRule = {
    kinds,
    may: options.may === undefined ? [] : [options.may].flat(),
    fresh: options.fresh ?? false,
  };
  return applyDecorators(
    SetMetadata(ACCESS_RULE, rule),
    ApiExtension('x-habeas-access', { kinds, may: rule.may, ...(rule.fresh ? { fresh: true } : {}) }),
    ...[...new Set(kinds.flatMap((one) => SCHEMES[one]))].map((scheme) => ApiSecurity(scheme)),
  );
}

/** Who is calling. Rooms return a subtype with what they know of her. */
export interface Caller {
  kind: AccessKind;
  /** Id of the staff member, case or task. */
  id: string;
  /** Id of the credential used; names the owner of an idempotency key. */
  credential: string;
}

export interface AuthenticatedRequest extends FastifyRequest {
  caller?: Caller;
}

/** The caller, in a handler's parameters. Undefined on a public route. */
export const CurrentCaller = createParamDecorator(
  (_data: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<AuthenticatedRequest>().caller,
);
