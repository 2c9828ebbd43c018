import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { EntityManager } from 'typeorm';
import type { StaffCaller } from '../../people/staff-caller.js';
import { Access, CurrentCaller } from '../../platform/http/access/access.js';
import { Problem } from '../../platform/http/problems/problem.js';
import { Transactions } from '../../platform/queues/transactions.js';
import { type CaseFile, RequestsRepository } from '../../requests/requests.repository.js';
import { Decisions } from './decisions.js';
import { RefusalDto, ExtensionDto, DoubtDto } from './decisions.dto.js';

/** An officer refuses, extends, or asks who it is. */
@ApiTags('office')
@Controller('v1/requests/:id')
export class DecisionsController {
  constructor(
    private readonly transactions: Transactions,
    private readonly requests: RequestsRepository,
    private readonly decisions: Decisions,
  ) {}

  @Post('refusal')
  @HttpCode(204)
  @Access('staff', { may: 'request.refuse' })
  async refuse(
    @CurrentCaller() caller: StaffCaller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: RefusalDto,
  ): Promise<void> {
    await this.on(caller, id, async (tx, file) => {
      const refusing = await this.decisions.refuse(tx, file, body.reason, caller.actor);
      if (refusing === 'not-invited')
        throw new Problem('conflict', {
          detail: 'First ask her for further data: who cannot be identified is told so and invited to give more.',
        });
      if (refusing === 'too-late') throw new Problem('conflict', { detail: 'The request cannot be refused any more.' });
    });
  }

  @Post('extension')
  @HttpCode(204)
  @Access('staff', { may: 'request.extend' })
  async extend(
    @CurrentCaller() caller: StaffCaller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ExtensionDto,
  ): Promise<void> {
    await this.on(caller, id, async (tx, file) => {
      if (!(await this.decisions.extend(tx, file, body.reason, caller.id, caller.actor)))
        throw new Problem('conflict', { detail: 'The time cannot be extended, or not any more.' });
    });
  }

  @Post('doubt')
  @HttpCode(204)
  @Access('staff', { may: 'identity.decide' })
  async doubt(
    @CurrentCaller() caller: StaffCaller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: DoubtDto,
  ): Promise<void> {
    await this.on(caller, id, (tx, file) => this.decisions.doubt(tx, file, body, caller.id, caller.actor));
  }

  private async on(
    caller: StaffCaller,
    id: string,
    act: (tx: EntityManager, file: CaseFile) => Promise<void>,
  ): Promise<void> {
    await this.transactions.run(async (tx) => {
      await this.requests.locked(tx, id, 'for update');
      const file = await this.requests.visible(tx, caller.controllers, id);
      if (!file) throw new Problem('not-found');
      await act(tx, file);
    });
  }
}
