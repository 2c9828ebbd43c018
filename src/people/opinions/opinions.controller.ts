import { Body, Controller, Get, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { EntityManager } from 'typeorm';
import { Access, CurrentCaller } from '../../platform/http/access/access.js';
import { Problem } from '../../platform/http/problems/problem.js';
import { Transactions } from '../../platform/queues/transactions.js';
import { type CaseFile, RequestsRepository } from '../../requests/requests.repository.js';
import type { StaffCaller } from '../staff-caller.js';
import { GiveOpinionDto, OpinionGivenDto, OpinionsDto } from './opinions.dto.js';
import { Opinions } from './opinions.js';

/** The data protection officer's advice on a request, closed to agents. */
@ApiTags('office')
@Controller('v1/requests/:id/opinions')
export class OpinionsController {
  constructor(
    private readonly opinions: Opinions,
    private readonly requests: RequestsRepository,
    private readonly transactions: Transactions,
  ) {}

  @Get()
  @Access('staff', { may: 'opinion.read' })
  async list(@CurrentCaller() caller: StaffCaller, @Param('id', ParseUUIDPipe) id: string): Promise<OpinionsDto> {
    const manager = this.transactions.manager;
    return { items: await this.opinions.of(manager, await this.visible(manager, caller, id)) };
  }

  /** Records an opinion. It can be added to, and not changed. */
  @Post()
  @Access('staff', { may: 'opinion.write' })
  give(
    @CurrentCaller() caller: StaffCaller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: GiveOpinionDto,
  ): Promise<OpinionGivenDto> {
    return this.transactions.run(async (tx) => {
      const file = await this.visible(tx, caller, id);
      if (file.case.forgottenAt) throw new Problem('conflict', { detail: 'The case is forgotten.' });
      const position = body.position ?? 'remarks';
      return { id: await this.opinions.give(tx, file, caller, { text: body.text, position }) };
    });
  }

  private async visible(manager: EntityManager, caller: StaffCaller, id: string): Promise<CaseFile> {
    const file = await this.requests.visible(manager, caller.controllers, id);
    if (!file) throw new Problem('not-found');
    return file;
  }
}
