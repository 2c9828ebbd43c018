import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../problems/problem.js';

/** What @ApiProduces() of @nestjs/swagger leaves behind. */
const PRODUCES = 'swagger/apiProduces';

/** 406 before any work is done, when the client takes nothing of what the route gives. Default: JSON. */
@Injectable()
export class AcceptGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const { accept } = context.switchToHttp().getRequest<FastifyRequest>().headers;
    const given = this.reflector.getAllAndOverride<string[] | undefined>(PRODUCES, [
      context.getHandler(),
      context.getClass(),
    ]) ?? ['application/json'];
    if (accept !== undefined && !accepts(accept, given)) throw new Problem('not-acceptable');
    return true;
  }
}

/** RFC 9110 § 12.5.1, without the weights among what is acceptable: we have one form of each answer. */
export function accepts(header: string, given: readonly string[]): boolean {
  const ranges = header
    .split(',')
    .map((range) => range.split(';').map((part) => part.trim().toLowerCase()))
    .filter(([type = '', ...parameters]) => type !== '' && !parameters.some((one) => /^q=0(?:\.0*)?$/.test(one)))
    .map(([type = '']) => type);
  if (ranges.length === 0) return header.trim() === '';
  return given.some((type) =>
    ranges.some((range) => range === '*/*' || range === type || range === `${type.split('/')[0]}/*`),
  );
}
