import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { StaffCaller } from '../people/staff-caller.js';
import { Access, CurrentCaller } from '../platform/http/access/access.js';
import { Transactions } from '../platform/queues/transactions.js';
import { FirstRun } from './first-run.js';
import { FirstRunView } from './registering-views.dto.js';

@ApiTags('systems')
@Controller('v1/first-run')
export class FirstRunController {
  constructor(
    private readonly transactions: Transactions,
    private readonly firstRun: FirstRun,
  ) {}

  /** How far an installation is on its way to the first proven erasure of a test person. */
  @Get()
  @Access('staff', { may: 'system.read' })
  async show(@CurrentCaller() caller: StaffCaller): Promise<FirstRunView> {
    const steps = await this.firstRun.steps(this.transactions.manager, caller);
    return { steps, complete: steps.every(({ done }) => done) };
  }
}
