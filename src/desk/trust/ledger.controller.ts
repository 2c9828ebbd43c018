import { Body, Controller, Get, Header, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { StaffCaller } from '../../people/staff-caller.js';
import { Access, CurrentCaller } from '../../platform/http/access/access.js';
import { Problem } from '../../platform/http/problems/problem.js';
import { Trust } from './trust.js';
import {
  CheckpointsPage,
  LedgerView,
  LogEntriesPage,
  LogQuery,
  VerificationsDto,
  VerificationView,
  VerifyDto,
} from './trust.dto.js';

/** The ledger, for whoever wants to hold a checkpoint of it: the more do, the less can be rewritten. */
@ApiTags('ledger')
@Controller('v1/ledger')
export class LedgerController {
  constructor(private readonly trust: Trust) {}

  /** How far the log is. */
  @Get()
  @Access('staff', { may: 'ledger.read' })
  show(): Promise<LedgerView> {
    return this.trust.state();
  }

  /** The log, the newest first. It holds codes, ids and counts, and nothing about a person. */
  @Get('entries')
  @Access('staff', { may: 'ledger.read' })
  entries(@Query() query: LogQuery): Promise<LogEntriesPage> {
    return this.trust.entries(query);
  }

  /** The newest signed checkpoint (C2SP tlog-checkpoint). It says nothing of anybody. */
  @Get('checkpoint')
  @Access('public')
  @Header('content-type', 'text/plain; charset=utf-8')
  @ApiProduces('text/plain')
  @ApiOkResponse({ schema: { type: 'string' } })
  async checkpoint(): Promise<string> {
    const note = await this.trust.newest();
    if (note === null) throw new Problem('not-found', { detail: 'Nothing has been signed yet.' });
    return note;
  }

  /** What was signed, the newest first, and where each checkpoint lies beside our database. */
  @Get('checkpoints')
  @Access('staff', { may: 'ledger.read' })
  checkpoints(@Query() query: LogQuery): Promise<CheckpointsPage> {
    return this.trust.checkpoints(query);
  }

  /** Verifications of the whole ledger, the newest first. */
  @Get('verification')
  @Access('staff', { may: 'ledger.read' })
  verifications(): Promise<VerificationsDto> {
    return this.trust.verifications();
  }

  @Get('verification/:id')
  @Access('staff', { may: 'ledger.read' })
  async verification(@Param('id', ParseUUIDPipe) id: string): Promise<VerificationView> {
    const run = await this.trust.verification(id);
    if (!run) throw new Problem('not-found');
    return run;
  }

  /** Has a worker verify the whole ledger. While one waits or runs no other can be asked for. */
  @Post('verification')
  @HttpCode(202)
  @Access('staff', { may: 'ledger.verify' })
  async verify(@CurrentCaller() caller: StaffCaller, @Body() body: VerifyDto): Promise<VerificationView> {
    const asked = await this.trust.ask(caller.id, body.checkpoint ?? null);
    if (asked === 'no-checkpoint')
      throw new Problem('validation-failed', {
        errors: [{ pointer: '/checkpoint', rule: 'checkpoint', detail: 'is no signed checkpoint' }],
      });
    if (asked === 'busy') throw new Problem('conflict', { detail: 'A verification is waiting or running already.' });
    return asked;
  }
}
