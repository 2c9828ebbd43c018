import { applyDecorators, createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { ApiExtension, ApiSecurity } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';

/** Who a route is for. `callback`: a system that answers later, and knows one task. */
export type AccessKind = 'public' | 'person' | 'staff' | 'callback';

export interface AccessRule {
  kinds: readonly AccessKind[];
  /** What the caller must be allowed to do; the authenticator of the kind knows these words. */
  may: readonly string[];
}

export const ACCESS_RULE = 'habeas:access';

/**
 * Says who may call a route (method or controller). A route without it does not start. `public` is a statement, too:
 * the route itself takes care of what it shows.
 */
export function Access(
  kind: AccessKind | readonly AccessKind[],
  options: { may?: string | readonly string[] } = {},
): MethodDecorator & ClassDecorator {
  const kinds = typeof kind === 'string' ? [kind] : kind;
  const rule: AccessRule = { kinds, may: options.may === undefined ? [] : [options.may].flat() };
  return applyDecorators(
    SetMetadata(ACCESS_RULE, rule),
    ApiExtension('x-habeas-access', { kinds, may: rule.may }),
    ...kinds.filter((one) => one !== 'public').map((one) => ApiSecurity(one)),
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
