import { Controller, Get, Header, Inject, Req, Res } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sameSecret } from '../../ids/ids.js';
import { Access } from '../access/access.js';
import { bearerToken } from '../access/authenticator.js';
import { HTTP_OPTIONS, type HttpOptions } from '../http-options.js';
import { Problem } from '../problems/problem.js';
import { RateLimit } from '../rate/rate-limit.guard.js';
import { Metrics } from './metrics.js';
import { type Readiness, ReadinessChecks } from './readiness.js';

@ApiTags('operations')
@Access('public')
@RateLimit('none')
@Controller()
export class HealthController {
  constructor(
    private readonly readiness: ReadinessChecks,
    private readonly metrics: Metrics,
    @Inject(HTTP_OPTIONS) private readonly options: HttpOptions,
  ) {}

  /** Does the process run? Asks nothing else: a database that is away is no reason to kill us. */
  @Get('health/live')
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  /** May the process be given work? */
  @Get('health/ready')
  async ready(): Promise<{ status: 'ready'; checks: Readiness }> {
    if (this.readiness.isDraining) throw new Problem('shutting-down');
    const checks = await this.readiness.ask();
    if (Object.values(checks).includes('failed')) throw new Problem('not-ready', { members: { checks } });
    return { status: 'ready', checks };
  }

  /** Prometheus' text format, for the bearer of METRICS_TOKEN, or without one for this very machine. */
  @ApiExcludeEndpoint()
  @ApiProduces('text/plain', 'application/openmetrics-text')
  @Header('cache-control', 'no-store')
  @Get('metrics')
  async read(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    if (!this.mayRead(request)) throw new Problem('not-found');
    reply.type(this.metrics.registry.contentType).send(await this.metrics.registry.metrics());
  }

  private mayRead(request: FastifyRequest): boolean {
    const secret = this.options.settings.METRICS_TOKEN;
    if (secret !== undefined) return sameSecret(Buffer.from(bearerToken(request) ?? ''), Buffer.from(secret));
    // A proxy on this machine speaks from loopback for the whole world; it says so in a header.
    const { headers, socket } = request;
    const forwarded = headers['x-forwarded-for'] ?? headers['forwarded'] ?? headers['x-real-ip'] ?? headers['via'];
    return forwarded === undefined && /^(?:127\.|::1$|::ffff:127\.)/.test(socket.remoteAddress ?? '');
  }
}
