import { Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access, CurrentCaller } from '../../platform/http/access/access.js';
import { Problem } from '../../platform/http/problems/problem.js';
import { Transactions } from '../../platform/queues/transactions.js';
import { Account } from '../account/account.js';
import type { SessionCaller } from '../staff-caller.js';
import { EndedSessionsDto, SessionsDto } from './sessions.dto.js';
import { Sessions } from './sessions.js';

/** Where one is signed in. */
@ApiTags('staff')
@Controller('v1/staff/me/sessions')
export class SessionsController {
  constructor(
    private readonly sessions: Sessions,
    private readonly account: Account,
    private readonly transactions: Transactions,
  ) {}

  @Get()
  @Access('session', { may: 'account.own' })
  async list(@CurrentCaller() caller: SessionCaller): Promise<SessionsDto> {
    const living = await this.sessions.living(this.transactions.manager, caller.id);
    const here = living.find(({ id }) => id === caller.session.id);
    return {
      items: living.map(({ id, browser, network, createdAt, seenAt, expiresAt }) => ({
        id,
        browser,
        current: id === caller.session.id,
        sameNetwork: here?.network.equals(network) ?? false,
        firstSeenAt: createdAt,
        lastSeenAt: seenAt,
        expiresAt,
      })),
    };
  }

  /** Ends all but the one that asks. */
  @Delete()
  @Access('session', { may: 'account.own' })
  async endOthers(@CurrentCaller() caller: SessionCaller): Promise<EndedSessionsDto> {
    return { ended: await this.transactions.run((tx) => this.account.endOthers(tx, caller, 'by-owner')) };
  }

  /** Ends one; it may be the one that asks. */
  @Delete(':id')
  @HttpCode(204)
  @Access('session', { may: 'account.own' })
  async end(@CurrentCaller() caller: SessionCaller, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    if (!(await this.account.endOne(caller, id))) throw new Problem('not-found');
  }
}
