import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { StaffCaller } from '../../people/staff-caller.js';
import { Access, CurrentCaller } from '../../platform/http/access/access.js';
import { Problem } from '../../platform/http/problems/problem.js';
import { Transactions } from '../../platform/queues/transactions.js';
import { Assignments } from '../../requests/assignments.js';
import { ENDED } from '../../requests/journey-table.js';
import { RequestsRepository } from '../../requests/requests.repository.js';
import { Colleagues } from '../colleagues.js';
import { AssignmentDto } from './assignment.dto.js';

/** Who sees to a request. */
@ApiTags('office')
@Controller('v1/requests/:id/assignment')
export class AssignmentController {
  constructor(
    private readonly transactions: Transactions,
    private readonly requests: RequestsRepository,
    private readonly assignments: Assignments,
    private readonly colleagues: Colleagues,
  ) {}

  /** Gives the request to somebody, or to nobody. It gives no right to anything. */
  @Post()
  @HttpCode(204)
  @Access('staff', { may: 'request.assign' })
  async assign(
    @CurrentCaller() caller: StaffCaller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: AssignmentDto,
  ): Promise<void> {
    await this.transactions.run(async (tx) => {
      const file = await this.requests.visible(tx, caller.controllers, id);
      if (!file) throw new Problem('not-found');
      if (ENDED.includes(file.request.state)) throw new Problem('conflict', { detail: 'The request has ended.' });
      if (body.staff && !(await this.colleagues.canSee(tx, body.staff, file.controller.slug)))
        throw new Problem('validation-failed', {
          errors: [{ pointer: '/staff', rule: 'known', detail: 'is nobody who may see this request' }],
        });
      await this.assignments.assign(tx, file, body.staff, { staffId: caller.id, actor: caller.actor });
    });
  }
}
