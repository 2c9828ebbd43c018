import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import type { StaffCaller } from '../people/staff-caller.js';
import { Access, CurrentCaller } from '../platform/http/access/access.js';
import { Problem } from '../platform/http/problems/problem.js';
import { Transactions } from '../platform/queues/transactions.js';
import { Duties } from '../requests/duties.js';
import { Raise } from '../requests/raise.js';
import { RequestsRepository } from '../requests/requests.repository.js';
import { Approvals } from './approvals.js';
import { Gate } from './gate.js';
import { PlanPreview, type PlanView } from './plan-preview.js';

export class ApproveDto {
  /** The hash of the plan as it was shown: nothing is approved that was not seen. */
  @Matches(/^[0-9a-f]{64}$/)
  hash: string;
}

export interface ApprovedDto {
  approved: true;
  /** One person held two duties, under the controller's dated setting. */
  singlePerson: boolean;
  /** What the request still waits for before it takes effect; null when it has begun. */
  waitsFor: string | null;
}

@ApiTags('office')
@Controller('v1/requests/:id/plan')
export class PlanController {
  constructor(
    private readonly transactions: Transactions,
    private readonly requests: RequestsRepository,
    private readonly preview: PlanPreview,
    private readonly approvals: Approvals,
    private readonly duties: Duties,
    private readonly gate: Gate,
    private readonly raise: Raise,
  ) {}

  /** What will happen, where, to how many records, on which ground; what cannot be undone; what stays and until when. */
  @Get()
  @Access('staff', { may: 'plan.read' })
  async show(@CurrentCaller() caller: StaffCaller, @Param('id', ParseUUIDPipe) id: string): Promise<PlanView> {
    const file = await this.requests.visible(this.transactions.manager, caller.controllers, id);
    const view = file && (await this.preview.of(this.transactions.manager, file));
    if (!view) throw new Problem('not-found');
    return view;
  }

  /** Approves the plan with this hash. */
  @Post('approval')
  @HttpCode(200)
  @Access('staff', { may: 'plan.approve' })
  async approve(
    @CurrentCaller() caller: StaffCaller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ApproveDto,
  ): Promise<ApprovedDto> {
    return this.transactions.run(async (tx) => {
      const file = await this.requests.visible(tx, caller.controllers, id);
      if (!file) throw new Problem('not-found');
      const locked = await this.requests.locked(tx, id, 'for update');
      if (locked?.state !== 'deciding')
        throw new Problem('conflict', { detail: 'The request is not waiting for a decision.' });
      const approval = await this.approvals.byOfficer(tx, file, body.hash, caller.id, caller.actor);
      if (approval.outcome === 'duties-not-apart')
        throw new Problem('duties-not-apart', { members: { duty: approval.duty } });
      if (approval.outcome === 'already-approved')
        throw new Problem('conflict', { detail: 'The plan is approved already.' });
      if (approval.outcome !== 'approved') throw new Problem('plan-changed');
      await this.duties.note(tx, file.case.id, caller.id, 'approved');
      await this.raise.signal(tx, 'planning.gate', id, { deadline: file.request.dueOn });
      return { approved: true, singlePerson: approval.singlePerson, waitsFor: await this.gate.waitsFor(tx, file) };
    });
  }
}
