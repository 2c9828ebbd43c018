import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { IsIn, IsString, Length } from 'class-validator';
import type { EntityManager } from 'typeorm';
import type { StaffCaller } from '../../people/staff-caller.js';
import { Access, CurrentCaller } from '../../platform/http/access/access.js';
import { Problem } from '../../platform/http/problems/problem.js';
import { Transactions } from '../../platform/queues/transactions.js';
import { type CaseFile, RequestsRepository } from '../../requests/requests.repository.js';
import { Decisions, EXTENSION_REASONS } from './decisions.js';

const REFUSALS = [
  'unfounded',
  'excessive',
  'unidentifiable',
  'identity-not-proven',
  'no-ground-for-erasure',
  'rights-of-others',
  'law-does-not-apply',
  'not-our-data',
] as const;
const EXTENSIONS = Object.keys(EXTENSION_REASONS) as (keyof typeof EXTENSION_REASONS)[];

export class RefusalDto {
  @IsIn(REFUSALS)
  reason: (typeof REFUSALS)[number];
}

export class ExtensionDto {
  @IsIn(EXTENSIONS)
  reason: keyof typeof EXTENSION_REASONS;
}

export class DoubtDto {
  /** What exactly is doubted, in the person's language: it stands in the letter. */
  @IsString()
  @Length(10, 2_000)
  doubt: string;

  /** What would settle it. */
  @IsString()
  @Length(3, 2_000)
  needed: string;
}

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
      if (!(await this.decisions.refuse(tx, file, body.reason, caller.actor)))
        throw new Problem('conflict', { detail: 'The request cannot be refused any more.' });
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
