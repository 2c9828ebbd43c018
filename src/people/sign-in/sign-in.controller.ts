import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access, CurrentCaller } from '../../platform/http/access/access.js';
import { Problem } from '../../platform/http/problems/problem.js';
import { RateLimit } from '../../platform/http/rate/rate-limit.guard.js';
import { PasskeyAssertionDto, PasskeyRequestOptionsDto } from '../passkeys/passkey.dto.js';
import { Passkeys } from '../passkeys/passkeys.js';
import { SessionCookie } from '../sessions/session-cookie.js';
import { refuseForeign } from '../sessions/refuse-foreign.js';
import { OwnOrigins } from '../sessions/own-origins.js';
import { Visits } from '../sessions/visit.js';
import type { SessionCaller } from '../staff-caller.js';
import { PasswordSignInDto, SecondFactorDto, SignInStepDto } from './sign-in.dto.js';
import { SignIn } from './sign-in.js';

/** Staff come in: password and second factor, or a passkey. */
@ApiTags('staff')
@Controller('v1/staff')
export class SignInController {
  constructor(
    private readonly signIn: SignIn,
    private readonly passkeys: Passkeys,
    private readonly cookie: SessionCookie,
    private readonly origins: OwnOrigins,
    private readonly visits: Visits,
  ) {}

  /** Mail address and password: the first factor. Wrong ones are answered alike, whichever it was. */
  @Post('sign-in')
  @HttpCode(200)
  @Access('public')
  @RateLimit(20)
  async password(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: PasswordSignInDto,
  ): Promise<SignInStepDto> {
    refuseForeign(this.origins, request);
    const begun = await this.signIn.byPassword(body.email, body.password, this.visits.of(request));
    if (begun.outcome === 'wait') throw new Problem('rate-limited', { retryAfterSeconds: begun.retryAfterSeconds });
    if (begun.outcome === 'wrong') throw new Problem('sign-in-refused');
    this.cookie.set(reply, begun.token);
    return { next: begun.next };
  }

  /** A code of the authenticator app or a recovery code: the second factor. */
  @Post('sign-in/totp')
  @HttpCode(200)
  @Access('entering', { may: 'account.own' })
  @RateLimit(20)
  async code(
    @CurrentCaller() caller: SessionCaller,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: SecondFactorDto,
  ): Promise<SignInStepDto> {
    if (caller.session.stage !== 'second-factor')
      throw new Problem('conflict', { detail: 'This session does not wait for a second factor.' });
    const presented = await this.signIn.byCode(caller.id, caller.session.id, body.code);
    if (presented.outcome === 'wait')
      throw new Problem('rate-limited', { retryAfterSeconds: presented.retryAfterSeconds });
    if (presented.outcome === 'wrong') throw new Problem('sign-in-refused');
    this.cookie.set(reply, presented.result);
    return { next: 'done' };
  }

  /** A challenge for any passkey of this service. */
  @Post('sign-in/passkey/options')
  @HttpCode(200)
  @Access('public')
  @RateLimit(30)
  async passkeyOptions(@Req() request: FastifyRequest): Promise<PasskeyRequestOptionsDto> {
    refuseForeign(this.origins, request);
    const options = await this.passkeys.requestOptions('sign-in', null);
    if (!options) throw new Problem('unprocessable', { detail: 'Passkeys need this service to be reached by a name.' });
    return options;
  }

  /** The authenticator's answer: both factors at once, with or without the password before. */
  @Post('sign-in/passkey')
  @HttpCode(200)
  @Access('public')
  @RateLimit(30)
  async passkey(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: PasskeyAssertionDto,
  ): Promise<SignInStepDto> {
    refuseForeign(this.origins, request);
    const token = await this.signIn.byPasskey(body, this.visits.of(request));
    if (token === null) throw new Problem('sign-in-refused');
    this.cookie.set(reply, token);
    return { next: 'done' };
  }

  @Post('sign-out')
  @HttpCode(204)
  @Access('entering')
  async signOut(
    @CurrentCaller() caller: SessionCaller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.signIn.signOut(caller.id, caller.session.id);
    this.cookie.clear(reply);
  }
}
