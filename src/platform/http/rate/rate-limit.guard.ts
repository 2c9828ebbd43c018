import { type CanActivate, type ExecutionContext, Inject, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { HTTP_OPTIONS, type HttpOptions } from '../http-options.js';
import { Problem } from '../problems/problem.js';
import { countedAddress, RateWindows } from './rate-window.js';

const RATE_LIMIT = 'habeas:rate-limit';
const MINUTE = 60_000;

/** A limit of its own for a route or controller, in requests of one address a minute; `none` for probes. */
export const RateLimit = (perMinute: number | 'none'): MethodDecorator & ClassDecorator =>
  SetMetadata(RATE_LIMIT, perMinute);

/**
 * The coarse limit: requests of one address per process and minute, counted in memory. It keeps a flood from the
 * database, so it must not ask the database itself. With n processes the true limit is n times as high. What must be
 * exact over all processes (attempts at a code) is counted in PostgreSQL by `attempts.ts`.
 */
@Injectable()
export class RateLimitGuard implements CanActivate {
  private readonly windows = new RateWindows(MINUTE);

  constructor(
    private readonly reflector: Reflector,
    @Inject(HTTP_OPTIONS) private readonly options: HttpOptions,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const own = this.reflector.getAllAndOverride<number | 'none' | undefined>(RATE_LIMIT, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (own === 'none') return true;
    const address = countedAddress(context.switchToHttp().getRequest<FastifyRequest>().ip);
    const route = own === undefined ? 'any' : `${context.getClass().name}.${context.getHandler().name}`;
    const limit = own ?? this.options.requestsPerMinute ?? 600;
    const verdict = this.windows.count(`${route} ${address}`, limit, this.options.clock.now().getTime());
    if (!verdict.allowed) throw new Problem('rate-limited', { retryAfterSeconds: verdict.retryAfterSeconds });
    return true;
  }
}
