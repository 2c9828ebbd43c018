import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { StaffCaller } from '../../people/staff-caller.js';
import { Access, CurrentCaller } from '../../platform/http/access/access.js';
import { ListQuery, SearchDto } from './list-query.dto.js';
import { QueueCounts, QueuePage } from './queue.dto.js';
import { Queue } from './queue.js';

/** The office's list of its requests. */
@ApiTags('office')
@Controller('v1/requests')
export class QueueController {
  constructor(private readonly queue: Queue) {}

  /** Requests by keyset pages, earliest deadline first unless another order is asked for. */
  @Get()
  @Access('staff', { may: 'request.read' })
  list(@CurrentCaller() caller: StaffCaller, @Query() query: ListQuery): Promise<QueuePage> {
    return this.queue.list(caller, query);
  }

  /** How many there are of what, exactly. */
  @Get('counts')
  @Access('staff', { may: 'request.read' })
  counts(@CurrentCaller() caller: StaffCaller): Promise<QueueCounts> {
    return this.queue.count(caller);
  }

  /** Finds requests by reference or by an exact identifier. There is no search by name. */
  @Post('search')
  @HttpCode(200)
  @Access('staff', { may: 'request.read' })
  search(@CurrentCaller() caller: StaffCaller, @Body() body: SearchDto): Promise<QueuePage> {
    return this.queue.find(caller, body);
  }
}
