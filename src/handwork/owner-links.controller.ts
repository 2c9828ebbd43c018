import { Controller, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { EntityManager } from 'typeorm';
import { ConversationRow } from '../exchange/conversation.entity.js';
import type { StaffCaller } from '../people/staff-caller.js';
import { Access, CurrentCaller } from '../platform/http/access/access.js';
import { Problem } from '../platform/http/problems/problem.js';
import { Transactions } from '../platform/queues/transactions.js';
import { RequestsRepository } from '../requests/requests.repository.js';
import { Systems } from '../work/systems.js';
import { OwnerLinks } from './owner-links.js';
import { Owners } from './owners.js';

/** The link by which somebody in charge of a system answers one question. */
@ApiTags('systems')
@Controller('v1/owner-tasks/:conversationId/link')
@Access('staff', { may: 'errand.settle' })
export class OwnerLinksController {
  constructor(
    private readonly transactions: Transactions,
    private readonly requests: RequestsRepository,
    private readonly systems: Systems,
    private readonly owners: Owners,
    private readonly links: OwnerLinks,
  ) {}

  /** Sends it once more, or another one where the last was revoked. */
  @Post()
  @HttpCode(204)
  async send(@CurrentCaller() caller: StaffCaller, @Param('conversationId', ParseUUIDPipe) id: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const row = await this.visible(tx, caller, id);
      const owner = await this.owners.of(tx, row.system, await this.systems.map(row.mapId));
      if (!owner) throw new Problem('conflict', { detail: 'Nobody is named for this system.' });
      if (!(await this.links.sendAgain(tx, row, owner, caller))) throw notOpen();
    });
  }

  /** The link that was sent opens nothing any more. */
  @Post('revocation')
  @HttpCode(204)
  async revoke(
    @CurrentCaller() caller: StaffCaller,
    @Param('conversationId', ParseUUIDPipe) id: string,
  ): Promise<void> {
    await this.transactions.run(async (tx) => {
      const row = await this.visible(tx, caller, id);
      if (!(await this.links.revoke(tx, row, caller))) throw notOpen();
    });
  }

  private async visible(tx: EntityManager, caller: StaffCaller, id: string): Promise<ConversationRow> {
    const row = await tx.findOneBy(ConversationRow, { id, answerer: 'person' });
    const file = row && (await this.requests.visible(tx, caller.controllers, row.requestId));
    if (!file || file.case.forgottenAt) throw new Problem('not-found');
    return row;
  }
}

const notOpen = (): Problem =>
  new Problem('conflict', { detail: 'The question is answered or over, or its link is revoked already.' });
