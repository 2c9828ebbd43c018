import { Body, Controller, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../../platform/http/access/access.js';
import { RawBody } from '../../platform/http/body/body-parsers.js';
import { Problem } from '../../platform/http/problems/problem.js';
import { PublicAddress } from '../../platform/http/public-address.js';
import { RateLimit } from '../../platform/http/rate/rate-limit.guard.js';
import type { HookSource } from '../sources/hook-source.entity.js';
import { type OpenSource, OpenSources } from '../sources/open-sources.js';
import { comesFrom } from '../sources/source-settings.js';
import { HookLimits } from './hook-limits.js';
import { HookReceiptDto } from './hooks.dto.js';
import { Receiving } from './receiving.js';

/** Longest delivery. A ticket's text is a few kilobytes, a hundred events some forty. */
const MOST_BYTES = 1024 * 1024;
const PATH = /^[\w-]{32}$/;

/** Where other companies' tools send their webhooks. */
@ApiTags('hooks')
@Controller('v1/hooks')
export class HooksController {
  constructor(
    private readonly sources: OpenSources,
    private readonly receiving: Receiving,
    private readonly limits: HookLimits,
    private readonly address: PublicAddress,
  ) {}

  /**
   * Takes a webhook. The source's path is known to its sender alone, and what comes is judged by the signature over its
   * bytes before anything of it is read. It is written down and answered; what it means is found out later.
   */
  @Post(':source')
  @HttpCode(200)
  @Access('public')
  @RateLimit('none')
  @RawBody(MOST_BYTES)
  @ApiProduces('application/json', 'text/xml', 'text/plain')
  async receive(
    @Param('source') path: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: Buffer | undefined,
  ): Promise<HookReceiptDto> {
    const open = await this.openSource(path, request.ip);
    this.limits.checkAddress(request.ip, open.source);
    this.limits.checkSource(open.source);
    const receipt = await this.receiving.receive(open, {
      method: request.method,
      uri: `${this.address.url}${request.url}`,
      headers: plainHeaders(request),
      body: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
    });
    if (receipt.outcome === 'refused') throw this.refusal(request.ip, open.source, 'hook-refused');
    if (receipt.outcome === 'unreadable') throw this.refusal(request.ip, open.source, 'hook-unreadable');
    if (receipt.answer) {
      reply.type(receipt.answer.type);
      return receipt.answer.body as unknown as HookReceiptDto;
    }
    return { accepted: receipt.fresh, known: receipt.known };
  }

  /** Strangers learn nothing about which paths lead somewhere: not from their network, and not by trying. */
  private async openSource(path: string, ip: string): Promise<OpenSource> {
    if (!this.sources.hasSeen(path)) this.limits.checkAddress(ip, null);
    const open = PATH.test(path) ? await this.sources.byPath(path) : null;
    if (!open || !comesFrom(open.source.settings, ip)) throw this.refusal(ip, null, 'not-found');
    return open;
  }

  private refusal(
    ip: string,
    source: HookSource | null,
    code: 'not-found' | 'hook-refused' | 'hook-unreadable',
  ): Problem {
    this.limits.noteRefusal(ip, source);
    return new Problem(code);
  }
}

/** A header that came twice is one that nobody should believe: it is as if it were not there. */
function plainHeaders({ raw }: FastifyRequest): Record<string, string | undefined> {
  const headers: Record<string, string | undefined> = {};
  const seen = new Set<string>();
  for (let at = 0; at + 1 < raw.rawHeaders.length; at += 2) {
    const name = raw.rawHeaders[at]!.toLowerCase();
    headers[name] = seen.has(name) ? undefined : raw.rawHeaders[at + 1];
    seen.add(name);
  }
  return headers;
}
