import { Body, Controller, Header, HttpCode, Param, ParseIntPipe, ParseUUIDPipe, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AGENT_LANGUAGE } from '../../connectors/kit/agent-language.js';
import { DataMaps } from '../../datamap/versions/data-maps.js';
import { isReasonCode } from '../../ledger/reasons.js';
import { Clock } from '../../platform/clock/clock.js';
import { Access, CurrentCaller } from '../../platform/http/access/access.js';
import { Problem } from '../../platform/http/problems/problem.js';
import { RateLimit } from '../../platform/http/rate/rate-limit.guard.js';
import { Transactions } from '../../platform/queues/transactions.js';
import { ExchangeTimes } from '../exchange-times.js';
import { AgentCalls, type CallRefusal } from './agent-calls.js';
import { AgentSiteRow } from './agent-site.entity.js';
import type { AgentCaller } from './agent.authenticator.js';
import {
  AgentHeartbeatDto,
  AgentHelloDto,
  AgentLeaseDto,
  AgentPageDto,
  AgentResultDto,
  AgentSiteDto,
  AgentWelcomeDto,
  HeldCallsDto,
} from './agent.dto.js';
import { Agents } from './agents.js';

/**
 * Agents in networks that take no inbound calls: each asks for work with a key of its own, sees the calls of its systems
 * alone, and what it brings is encrypted below TLS.
 */
@ApiTags('agent')
@Controller('v1/agent')
@RateLimit(3000)
@Access('agent')
export class AgentController {
  constructor(
    private readonly transactions: Transactions,
    private readonly agents: Agents,
    private readonly calls: AgentCalls,
    private readonly maps: DataMaps,
    private readonly times: ExchangeTimes,
    private readonly clock: Clock,
  ) {}

  /** An agent begins: both must speak one language. */
  @Post('hello')
  @HttpCode(200)
  async hello(@CurrentCaller() caller: AgentCaller, @Body() said: AgentHelloDto): Promise<AgentWelcomeDto> {
    if (said.language !== AGENT_LANGUAGE)
      throw new Problem('agent-outdated', { members: { language: AGENT_LANGUAGE } });
    const known = await this.transactions.run((tx) => this.agents.seen(tx, caller.id, said.publicKey, said.version));
    if (!known) throw new Problem('agent-key-differs');
    const found = await Promise.all(
      caller.systems.map((system) => this.maps.ofSystem(this.transactions.manager, system)),
    );
    const systems = found
      .filter((one) => one?.map.connector === 'agent')
      .map((one) => ({ system: one!.slug, map: { ...one!.map, connection: {} } }));
    return { systems, leaseSeconds: this.times.agentLeaseSeconds };
  }

  /** What a system looks like from where the agent stands. */
  @Put('systems/:system')
  @HttpCode(204)
  async site(
    @CurrentCaller() caller: AgentCaller,
    @Param('system') system: string,
    @Body() { survey, health, description }: AgentSiteDto,
  ): Promise<void> {
    if (!caller.systems.includes(system)) throw new Problem('not-found');
    await this.transactions.manager.upsert(
      AgentSiteRow,
      { system, agentId: caller.id, survey, health, description, seenAt: this.clock.now() },
      ['system'],
    );
  }

  /** The next call, if there is one. It is the agent's until it has been silent for too long. */
  @Post('leases')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  lease(@CurrentCaller() caller: AgentCaller): Promise<AgentLeaseDto> {
    return this.transactions.run(async (tx) => ({ call: await this.calls.lease(tx, caller.id, caller.systems) }));
  }

  @Post('heartbeats')
  @HttpCode(200)
  heartbeat(@CurrentCaller() caller: AgentCaller, @Body() { calls }: AgentHeartbeatDto): Promise<HeldCallsDto> {
    return this.transactions.run(async (tx) => ({ calls: await this.calls.renew(tx, caller.id, calls) }));
  }

  @Put('calls/:id/pages/:number')
  @HttpCode(204)
  async page(
    @CurrentCaller() caller: AgentCaller,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('number', ParseIntPipe) number: number,
    @Body() { fence, results }: AgentPageDto,
  ): Promise<void> {
    if (number < 1) throw new Problem('bad-request');
    refuse(await this.transactions.run((tx) => this.calls.page(tx, caller.id, { id, fence }, number, results)));
  }

  /** The call is done with so many pages, or has failed. */
  @Post('calls/:id/result')
  @HttpCode(204)
  async result(
    @CurrentCaller() caller: AgentCaller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { fence, pages, error }: AgentResultDto,
  ): Promise<void> {
    if ((pages === undefined) === (error === undefined)) throw new Problem('bad-request');
    if (error?.reason !== undefined && !isReasonCode(error.reason)) throw new Problem('bad-request');
    const result = error ? { error: { ...error } } : { pages: pages ?? 0 };
    refuse(await this.transactions.run((tx) => this.calls.end(tx, caller.id, { id, fence }, result)));
  }
}

function refuse(refusal: CallRefusal | null): void {
  if (refusal === 'lost') throw new Problem('agent-lease-lost');
  if (refusal === 'too-much') throw new Problem('exchange-too-much');
  if (refusal === 'unreadable') throw new Problem('bad-request', { detail: 'The results cannot be opened.' });
  if (refusal === 'pages-missing') throw new Problem('exchange-pages-missing');
}
