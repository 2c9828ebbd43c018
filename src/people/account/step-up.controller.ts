import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Access, CurrentCaller } from '../../platform/http/access/access.js';
import { Problem } from '../../platform/http/problems/problem.js';
import { RateLimit } from '../../platform/http/rate/rate-limit.guard.js';
import { PasskeyRequestOptionsDto } from '../passkeys/passkey.dto.js';
import { Passkeys } from '../passkeys/passkeys.js';
import { SessionCookie } from '../sessions/session-cookie.js';
import type { SessionCaller } from '../staff-caller.js';
import { StepUp } from './step-up.js';
import { StepUpDto, SteppedUpDto } from './step-up.dto.js';

/** The answer to the problem `step-up-needed`: the second factor once more. */
@ApiTags('staff')
@Controller('v1/staff/me/step-up')
export class StepUpController {
  constructor(
    private readonly stepUp: StepUp,
    private readonly passkeys: Passkeys,
    private readonly cookie: SessionCookie,
  ) {}

  @Post('options')
  @HttpCode(200)
  @Access('session', { may: 'account.own' })
  async options(@CurrentCaller() caller: SessionCaller): Promise<PasskeyRequestOptionsDto> {
    const options = await this.passkeys.requestOptions('step-up', caller.id);
    if (!options) throw new Problem('unprocessable', { detail: 'Passkeys need this service to be reached by a name.' });
    return options;
  }

  /** Shows a second factor again. The session goes on under a new cookie. */
  @Post()
  @HttpCode(200)
  @Access('session', { may: 'account.own' })
  @RateLimit(20)
  async present(
    @CurrentCaller() caller: SessionCaller,
    @Body() body: StepUpDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SteppedUpDto> {
    if ((body.code === undefined) === (body.passkey === undefined)) {
      throw new Problem('validation-failed', {
        errors: [{ pointer: '/code', rule: 'oneOf', detail: 'either a code or a passkey' }],
      });
    }
    const presented = body.passkey
      ? await this.stepUp.byPasskey(caller, body.passkey)
      : await this.stepUp.byCode(caller, body.code!);
    if (presented.outcome === 'wait')
      throw new Problem('rate-limited', { retryAfterSeconds: presented.retryAfterSeconds });
    if (presented.outcome === 'wrong') throw new Problem('sign-in-refused');
    this.cookie.set(reply, presented.result.token);
    return { freshUntil: presented.result.freshUntil };
  }
}
