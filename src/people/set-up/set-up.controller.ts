import { Body, Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../../platform/http/access/access.js';
import { Problem } from '../../platform/http/problems/problem.js';
import { RateLimit } from '../../platform/http/rate/rate-limit.guard.js';
import { OwnOrigins } from '../sessions/own-origins.js';
import { refuseForeign } from '../sessions/refuse-foreign.js';
import { SessionCookie } from '../sessions/session-cookie.js';
import { Visits } from '../sessions/visit.js';
import { SignInStepDto } from '../sign-in/sign-in.dto.js';
import { SetUp } from './set-up.js';
import { StartDto, SetUpDto } from './set-up.dto.js';

@ApiTags('staff')
@Controller('v1/staff')
export class SetUpController {
  constructor(
    private readonly setUp: SetUp,
    private readonly cookie: SessionCookie,
    private readonly origins: OwnOrigins,
    private readonly visits: Visits,
  ) {}

  /** What the sign-in page has to offer. */
  @Get('start')
  @Access('public')
  async start(): Promise<StartDto> {
    return { setUpNeeded: await this.setUp.needed(), passkeys: this.origins.passkeyHost !== null };
  }

  /** Makes the first privacy officer. A second factor comes next. */
  @Post('set-up')
  @HttpCode(201)
  @Access('public')
  @RateLimit(20)
  async create(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: SetUpDto,
  ): Promise<SignInStepDto> {
    refuseForeign(this.origins, request);
    const done = await this.setUp.carryOut(body, this.visits.of(request));
    if (done.outcome === 'wait') throw new Problem('rate-limited', { retryAfterSeconds: done.retryAfterSeconds });
    if (done.outcome === 'unfit') throw new Problem('password-refused', { members: { reason: done.reason } });
    if (done.outcome === 'wrong-code') throw new Problem('sign-in-refused');
    if (done.outcome === 'not-needed') throw new Problem('conflict', { detail: 'The installation is set up already.' });
    if (done.outcome === 'known-address')
      throw new Problem('conflict', { detail: 'The office knows this address; invite it on the command line.' });
    if (done.outcome === 'set-up') this.cookie.set(reply, done.token);
    return { next: 'enrol' };
  }
}
