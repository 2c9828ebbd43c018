import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Problem } from '../problems/problem.js';
import type { AccessKind, AccessRule, Caller } from './access.js';

/** `hidden`: answered as if nothing were there, so that ids of others cannot be told from ids of nobody. */
export type Verdict =
  | { outcome: 'admitted'; caller: Caller }
  | { outcome: 'unauthenticated' }
  | { outcome: 'forbidden' }
  /** Known, and refused for a reason that the client can mend. */
  | { outcome: 'refused'; problem: Problem }
  | { outcome: 'hidden' };

/** Knows the callers of one kind. A room implements it and registers it when its module starts. */
export abstract class Authenticator {
  abstract readonly kind: Exclude<AccessKind, 'public'>;

  /** Judges by the request's credential and the rule's `may`. Throws only if it cannot judge (database down). */
  abstract authenticate(request: FastifyRequest, rule: AccessRule): Promise<Verdict>;
}

/** The authenticators of the house. A kind that has none admits nobody. */
@Injectable()
export class Authenticators {
  private readonly byKind = new Map<AccessKind, Authenticator>();

  register(authenticator: Authenticator): void {
    if (this.byKind.has(authenticator.kind)) throw new Error(`Two authenticators for ${authenticator.kind}.`);
    this.byKind.set(authenticator.kind, authenticator);
  }

  of(kind: AccessKind): Authenticator | undefined {
    return this.byKind.get(kind);
  }
}

/** The token of `Authorization: Bearer …`, if there is one. */
export function bearerToken(request: FastifyRequest): string | undefined {
  return /^Bearer ([\w.~+/=-]{1,4096})$/i.exec(request.headers.authorization ?? '')?.[1];
}
