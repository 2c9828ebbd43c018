import { Body, Controller, Get, HttpCode, Patch, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Access, CurrentCaller } from '../../platform/http/access/access.js';
import { Problem } from '../../platform/http/problems/problem.js';
import { SessionCookie } from '../sessions/session-cookie.js';
import type { SessionCaller, StaffCaller } from '../staff-caller.js';
import { ChangeAccountDto, ChangePasswordDto, OwnAccountDto } from './account.dto.js';
import { Account } from './account.js';

/** One's own account. */
@ApiTags('staff')
@Controller('v1/staff/me')
export class AccountController {
  constructor(
    private readonly account: Account,
    private readonly cookie: SessionCookie,
  ) {}

  /** Who is signed in, and what she may do. */
  @Get()
  @Access(['staff', 'enrolling'], { may: 'account.own' })
  show(@CurrentCaller() caller: StaffCaller): Promise<OwnAccountDto> {
    return this.account.show(caller.id);
  }

  @Patch()
  @Access('session', { may: 'account.own' })
  async change(@CurrentCaller() caller: SessionCaller, @Body() body: ChangeAccountDto): Promise<OwnAccountDto> {
    const { locale, name } = body ?? {};
    if (locale === undefined && name === undefined) throw nothingToChange();
    await this.account.change(caller.id, { ...(locale ? { locale } : {}), ...(name ? { name } : {}) });
    return this.account.show(caller.id);
  }

  /** Sets a new password; all other sessions end. */
  @Post('password')
  @HttpCode(204)
  @Access('session', { may: 'account.own' })
  async password(
    @CurrentCaller() caller: SessionCaller,
    @Body() body: ChangePasswordDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const change = await this.account.changePassword(caller, body.current, body.next);
    if (change.outcome === 'wait') throw new Problem('rate-limited', { retryAfterSeconds: change.retryAfterSeconds });
    if (change.outcome === 'wrong') throw new Problem('sign-in-refused');
    if (change.outcome === 'unfit') throw new Problem('password-refused', { members: { reason: change.reason } });
    this.cookie.set(reply, change.token);
  }
}

const nothingToChange = (): Problem =>
  new Problem('validation-failed', {
    errors: [{ pointer: '', rule: 'minProperties', detail: 'names nothing to change' }],
  });
