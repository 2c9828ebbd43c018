import { Body, Controller, Get, Param, ParseUUIDPipe, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access, CurrentCaller } from '../../platform/http/access/access.js';
import { AfterQuery } from '../../platform/http/paging/page-query.dto.js';
import { Problem } from '../../platform/http/problems/problem.js';
import type { SessionCaller, StaffCaller } from '../staff-caller.js';
import { ChangeStaffDto, InvitedDto, InviteStaffDto, StaffListDto, StaffMemberDto } from './staffing.dto.js';
import { type Refusal, type Staffed, Staffing } from './staffing.js';

const PAGE = 100;

/** The office. Changing it takes a session with a fresh second factor: no API key hires anybody. */
@ApiTags('staff')
@Controller('v1/staff')
export class StaffingController {
  constructor(private readonly staffing: Staffing) {}

  /** Staff who share a controller with the caller, by keyset pages. */
  @Get()
  @Access('staff', { may: 'staff.read' })
  page(@CurrentCaller() caller: StaffCaller, @Query() query: AfterQuery): Promise<StaffListDto> {
    return this.staffing.page(caller, query.limit ?? PAGE, query.after ?? null);
  }

  /** Invites somebody. The answer has the link by which she sets her password. */
  @Post()
  @Access('session', { may: 'staff.manage', fresh: true })
  async invite(@CurrentCaller() caller: SessionCaller, @Body() body: InviteStaffDto): Promise<InvitedDto> {
    return doneOf(await this.staffing.invite(caller, body));
  }

  /** A new link for somebody who has not used hers; the earlier one is void. */
  @Post(':id/invitations')
  @Access('session', { may: 'staff.manage', fresh: true })
  async inviteAgain(
    @CurrentCaller() caller: SessionCaller,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<InvitedDto> {
    return doneOf(await this.staffing.inviteAgain(caller, id));
  }

  /** Changes name, roles or controllers, or disables. Her sessions end when what she may do changes. */
  @Patch(':id')
  @Access('session', { may: 'staff.manage', fresh: true })
  async change(
    @CurrentCaller() caller: SessionCaller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ChangeStaffDto,
  ): Promise<StaffMemberDto> {
    if (Object.values(body ?? {}).every((value) => value === undefined)) {
      throw new Problem('validation-failed', {
        errors: [{ pointer: '', rule: 'minProperties', detail: 'names nothing to change' }],
      });
    }
    return doneOf(await this.staffing.change(caller, id, body));
  }
}

const problems: Record<Refusal, () => Problem> = {
  absent: () => new Problem('not-found'),
  own: () => new Problem('forbidden', { detail: 'Nobody changes her own rights.' }),
  beyond: () => new Problem('forbidden', { detail: 'This reaches beyond your controllers.' }),
  'unknown-controller': () => new Problem('unknown-controller'),
  'last-officer': () => new Problem('last-of-its-kind', { members: { of: 'privacy_officer' } }),
  'known-address': () => new Problem('conflict', { detail: 'The office knows this address already.' }),
  'has-password': () =>
    new Problem('conflict', { detail: 'This person can sign in. The operator resets who cannot any more.' }),
};

function doneOf<T>(staffed: Staffed<T>): T {
  if (staffed.outcome !== 'done') throw problems[staffed.outcome]();
  return staffed.result;
}
