import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Access, CurrentCaller } from '../../platform/http/access/access.js';
import { Problem } from '../../platform/http/problems/problem.js';
import { Transactions } from '../../platform/queues/transactions.js';
import { NewPasskeyDto, PasskeyCreationOptionsDto, PasskeysDto } from '../passkeys/passkey.dto.js';
import { Passkeys } from '../passkeys/passkeys.js';
import { SessionCookie } from '../sessions/session-cookie.js';
import { SecondFactorDto } from '../sign-in/sign-in.dto.js';
import type { SessionCaller } from '../staff-caller.js';
import { PasskeyAddedDto, RecoveryCodesDto, TotpOfferDto } from './account.dto.js';
import { type Enrolled, Enrolment } from './enrolment.js';

/** One's own second factors. A session that has none yet may do this and nothing else. */
@ApiTags('staff')
@Controller('v1/staff/me')
export class EnrolmentController {
  constructor(
    private readonly enrolment: Enrolment,
    private readonly passkeys: Passkeys,
    private readonly transactions: Transactions,
    private readonly cookie: SessionCookie,
  ) {}

  /** Begins to set up an authenticator app. One that is in force stays so until the first code of the new one. */
  @Post('totp')
  @Access('enrolling', { may: 'account.own', fresh: true })
  async beginTotp(@CurrentCaller() caller: SessionCaller): Promise<TotpOfferDto> {
    const offer = await this.enrolment.beginTotp(caller);
    if (!offer) throw overtaken();
    return offer;
  }

  @Post('totp/confirmation')
  @HttpCode(200)
  @Access('enrolling', { may: 'account.own', fresh: true })
  async confirmTotp(
    @CurrentCaller() caller: SessionCaller,
    @Body() body: SecondFactorDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecoveryCodesDto> {
    return { recoveryCodes: this.enrolled(reply, await this.enrolment.confirmTotp(caller, body.code)) };
  }

  /** Takes the authenticator app away, where a passkey remains. */
  @Delete('totp')
  @HttpCode(204)
  @Access('session', { may: 'account.own', fresh: true })
  async removeTotp(@CurrentCaller() caller: SessionCaller): Promise<void> {
    refuseUnlessRemoved(await this.enrolment.removeTotp(caller));
  }

  @Get('passkeys')
  @Access('session', { may: 'account.own' })
  async list(@CurrentCaller() caller: SessionCaller): Promise<PasskeysDto> {
    const hers = await this.passkeys.of(this.transactions.manager, caller.id);
    return {
      items: hers.map(({ id, name, backedUp, createdAt, usedAt }) => ({ id, name, backedUp, createdAt, usedAt })),
    };
  }

  /** What the browser needs to make a passkey. */
  @Post('passkeys/options')
  @HttpCode(200)
  @Access('enrolling', { may: 'account.own', fresh: true })
  async options(@CurrentCaller() caller: SessionCaller): Promise<PasskeyCreationOptionsDto> {
    const options = await this.enrolment.beginPasskey(caller);
    if (options === 'overtaken') throw overtaken();
    if (options === 'no-host')
      throw new Problem('unprocessable', { detail: 'Passkeys need this service to be reached by a name.' });
    return options;
  }

  @Post('passkeys')
  @Access('enrolling', { may: 'account.own', fresh: true })
  async add(
    @CurrentCaller() caller: SessionCaller,
    @Body() body: NewPasskeyDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PasskeyAddedDto> {
    return this.enrolled(reply, await this.enrolment.addPasskey(caller, body.name, body.credential));
  }

  @Delete('passkeys/:id')
  @HttpCode(204)
  @Access('session', { may: 'account.own', fresh: true })
  async remove(@CurrentCaller() caller: SessionCaller, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    refuseUnlessRemoved(await this.enrolment.removePasskey(caller, id));
  }

  /** Ten new recovery codes; earlier ones are void. */
  @Post('recovery-codes')
  @Access('session', { may: 'account.own', fresh: true })
  async codes(@CurrentCaller() caller: SessionCaller): Promise<RecoveryCodesDto> {
    return { recoveryCodes: await this.enrolment.newCodes(caller) };
  }

  private enrolled<T>(reply: FastifyReply, enrolled: Enrolled<T>): T {
    if (enrolled.outcome !== 'enrolled')
      throw enrolled.outcome === 'overtaken' ? overtaken() : new Problem('sign-in-refused');
    this.cookie.set(reply, enrolled.token);
    return enrolled.result;
  }
}

const overtaken = (): Problem =>
  new Problem('conflict', { detail: 'A second factor was set up meanwhile. Sign in again with it.' });

function refuseUnlessRemoved(outcome: 'removed' | 'absent' | 'last'): void {
  if (outcome === 'absent') throw new Problem('not-found');
  if (outcome === 'last') throw new Problem('last-of-its-kind', { members: { of: 'second-factor' } });
}
