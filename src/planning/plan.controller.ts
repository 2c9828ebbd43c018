import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { StaffCaller } from '../people/staff-caller.js';
import { Access, CurrentCaller } from '../platform/http/access/access.js';
import { Problem } from '../platform/http/problems/problem.js';
import { Transactions } from '../platform/queues/transactions.js';
import { Duties } from '../requests/duties.js';
import { Raise } from '../requests/raise.js';
import { RequestsRepository } from '../requests/requests.repository.js';
import { Approvals } from './approvals.js';
import { Gate } from './gate.js';
import type { HeldDuty } from './held-duty.js';
import { PlanPreview } from './plan-preview.js';
import { ApprovedDto, PlanView } from './plan.dto.js';
import { ApproveDto } from './plan-bodies.dto.js';

/** What somebody did who may not approve as well. */
const DUTY_WORDS: Record<HeldDuty, string> = {
  recorded: 'You recorded this request.',
  identity: 'You accepted the identity on this case.',
  'wrote-map': 'You put a data map in force on which this plan rests.',
  approved: 'You approved on this case.',
  released: 'You released on this case.',
};

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
    const { manager } = this.transactions;
    const file = await this.requests.visible(manager, caller.controllers, id);
    const preview = file && (await this.preview.of(manager, file));
    if (!preview) throw new Problem('not-found');
    return { ...preview, ownWork: await this.approvals.ownWork(manager, file, caller.id) };
  }

  /** Approves the plan with this hash. */
  @Post('approval')
  @HttpCode(200)
  @Access('staff', { may: 'plan.approve', fresh: true })
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
        throw new Problem('duties-not-apart', {
          detail: DUTY_WORDS[approval.duty],
          members: { duty: approval.duty },
        });
      if (approval.outcome === 'already-approved')
        throw new Problem('conflict', { detail: 'The plan is approved already.' });
      if (approval.outcome !== 'approved') throw new Problem('plan-changed');
      await this.duties.note(tx, file.case.id, caller.id, 'approved');
      await this.raise.signal(tx, 'planning.gate', id, { deadline: file.request.dueOn });
      return { approved: true, singlePerson: approval.singlePerson, waitsFor: await this.gate.waitsFor(tx, file) };
    });
  }
}
