import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
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
import { Invitations } from './invitations.js';
import { AcceptInvitationDto } from './invitations.dto.js';

@ApiTags('staff')
@Controller('v1/staff/invitations')
export class InvitationsController {
  constructor(
    private readonly invitations: Invitations,
    private readonly cookie: SessionCookie,
    private readonly origins: OwnOrigins,
    private readonly visits: Visits,
  ) {}

  /** Somebody who was invited sets her password. A second factor comes next. */
  @Post('acceptance')
  @HttpCode(200)
  @Access('public')
  @RateLimit(20)
  async accept(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: AcceptInvitationDto,
  ): Promise<SignInStepDto> {
    refuseForeign(this.origins, request);
    const accepted = await this.invitations.accept(body.token, body.password, this.visits.of(request));
    if (accepted.outcome === 'unknown') throw new Problem('sign-in-refused');
    if (accepted.outcome === 'unfit') throw new Problem('password-refused', { members: { reason: accepted.reason } });
    this.cookie.set(reply, accepted.token);
    return { next: 'enrol' };
  }
}
