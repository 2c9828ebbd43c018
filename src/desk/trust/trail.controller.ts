import { Controller, Get, Inject, Optional, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Signer } from '../../ledger/signer.js';
import { Trails } from '../../ledger/trails.js';
import type { StaffCaller } from '../../people/staff-caller.js';
import { Access, CurrentCaller } from '../../platform/http/access/access.js';
import { Problem } from '../../platform/http/problems/problem.js';
import { Transactions } from '../../platform/queues/transactions.js';
import { Settings } from '../../platform/settings/settings.js';
import { RequestsRepository } from '../../requests/requests.repository.js';
import { TRAIL_SAYS } from './says.js';
import { TrailDto, TrailQuery } from './trust.dto.js';

const PAGE = 100;

/** What the ledger says of a request, with proofs that whoever reads it checks herself; see docs/trail.md. */
@ApiTags('office')
@Controller('v1/requests/:id/trail')
export class TrailController {
  constructor(
    private readonly transactions: Transactions,
    private readonly requests: RequestsRepository,
    private readonly trails: Trails,
    private readonly settings: Settings,
    @Optional() @Inject(Signer) private readonly signer: Signer | null,
  ) {}

  @Get()
  @Access('staff', { may: 'request.read' })
  async show(
    @CurrentCaller() caller: StaffCaller,
    @Param('id', ParseUUIDPipe) id: string,
    @Query() query: TrailQuery,
  ): Promise<TrailDto> {
    const manager = this.transactions.manager;
    const file = await this.requests.visible(manager, caller.controllers, id);
    if (!file) throw new Problem('not-found');
    const { entries, checkpoint, next } = await this.trails.of(
      manager,
      { case: file.case.ledgerId, request: file.request.ledgerId },
      { after: query.cursor ?? null, limit: query.limit ?? PAGE },
    );
    return {
      entries: entries.map((entry) => ({
        ...entry,
        hashes: entry.hashes?.map((hash) => hash.toString('base64')) ?? null,
      })),
      checkpoint: checkpoint && { ...checkpoint, root: checkpoint.root.toString('base64') },
      verifierKeys: [...(this.signer ? [this.signer.verifierKey] : []), ...this.settings.LEDGER_VERIFIER_KEYS],
      says: TRAIL_SAYS,
      next,
    };
  }
}
