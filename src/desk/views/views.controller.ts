import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { StaffCaller } from '../../people/staff-caller.js';
import { Access, CurrentCaller } from '../../platform/http/access/access.js';
import { Problem } from '../../platform/http/problems/problem.js';
import { Transactions } from '../../platform/queues/transactions.js';
import { Colleagues } from '../colleagues.js';
import { ColleaguesDto, NewViewDto, ViewDto, ViewsDto } from './desk-view.dto.js';
import { DeskViews } from './desk-views.js';

/** Saved views of the queue, and who can be given a request. */
@ApiTags('office')
@Controller('v1/desk')
export class ViewsController {
  constructor(
    private readonly transactions: Transactions,
    private readonly views: DeskViews,
    private readonly colleagues: Colleagues,
  ) {}

  @Get('views')
  @Access('staff', { may: 'request.read' })
  async list(@CurrentCaller() caller: StaffCaller): Promise<ViewsDto> {
    return { views: await this.views.of(this.transactions.manager, caller.id) };
  }

  @Post('views')
  @HttpCode(201)
  @Access('staff', { may: 'request.read' })
  async keep(@CurrentCaller() caller: StaffCaller, @Body() body: NewViewDto): Promise<ViewDto> {
    const kept = await this.transactions.run((tx) => this.views.keep(tx, caller.id, body));
    if (kept === 'name-taken') throw new Problem('conflict', { detail: 'You have a view of this name.' });
    if (kept === 'too-many') throw new Problem('conflict', { detail: 'You have as many views as one can have.' });
    return kept;
  }

  @Delete('views/:id')
  @HttpCode(204)
  @Access('staff', { may: 'request.read' })
  async drop(@CurrentCaller() caller: StaffCaller, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    if (!(await this.transactions.run((tx) => this.views.drop(tx, caller.id, id)))) throw new Problem('not-found');
  }

  /** Members of the office who may read requests of one of the caller's controllers: whom a request can be given to. */
  @Get('colleagues')
  @Access('staff', { may: 'request.read' })
  async whom(@CurrentCaller() caller: StaffCaller): Promise<ColleaguesDto> {
    return { colleagues: await this.colleagues.of(this.transactions.manager, caller.controllers) };
  }
}
