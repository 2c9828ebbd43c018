import { Body, Controller, Get, Param, Post, Put, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ConnectorError } from '../connectors/kit/errors.js';
import { DataMaps } from '../datamap/versions/data-maps.js';
import { Access } from '../platform/http/access/access.js';
import { RawBody } from '../platform/http/body/body-parsers.js';
import { Problem } from '../platform/http/problems/problem.js';
import { RateLimit } from '../platform/http/rate/rate-limit.guard.js';
import { Transactions } from '../platform/queues/transactions.js';
import { Systems } from '../work/systems.js';

const MOST_HEADER = 8_192;

/**
 * Calls from other sides that speak a protocol of their own, answered by the connector of the system in the address. Not in
 * the OpenAPI document: whose protocol it is describes it. Public, since each protocol proves in its own way who calls;
 * a connector that serves nothing is not found, and neither is a caller who proves nothing.
 */
@ApiExcludeController()
@Access('public')
@RateLimit(300)
@Controller('v1/exchange/by/:system')
export class ProtocolsController {
  constructor(
    private readonly transactions: Transactions,
    private readonly maps: DataMaps,
    private readonly systems: Systems,
  ) {}

  @Get('*')
  @RawBody()
  read(@Param('system') system: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.serve(system, request, reply, undefined);
  }

  @Post('*')
  @RawBody()
  post(
    @Param('system') system: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<void> {
    return this.serve(system, request, reply, body);
  }

  @Put('*')
  @RawBody()
  put(
    @Param('system') system: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<void> {
    return this.serve(system, request, reply, body);
  }

  private async serve(system: string, request: FastifyRequest, reply: FastifyReply, body: unknown): Promise<void> {
    const current = await this.maps.ofSystem(this.transactions.manager, system);
    if (!current) throw new Problem('not-found');
    const url = new URL(request.url, 'http://here');
    const path = url.pathname.split('/').slice(5).map(decodeURIComponent).join('/');
    try {
      const { connector } = await this.systems.open(current.id);
      if (!connector.serves) throw new Problem('not-found');
      const answer = await connector.serves({
        method: request.method,
        path,
        query: Object.fromEntries(url.searchParams),
        headers: Object.fromEntries(
          Object.entries(request.headers).flatMap(([name, value]) =>
            typeof value === 'string' && value.length <= MOST_HEADER ? [[name, value]] : [],
          ),
        ),
        body: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
      });
      void reply.code(answer.status).header('cache-control', 'no-store');
      if (answer.body === undefined) void reply.send();
      else if (typeof answer.body === 'string') void reply.type('text/plain; charset=utf-8').send(answer.body);
      else void reply.type('application/json; charset=utf-8').send(JSON.stringify(answer.body));
    } catch (error) {
      if (error instanceof ConnectorError) throw new Problem('exchange-records-refused', { detail: error.message });
      throw error;
    }
  }
}
