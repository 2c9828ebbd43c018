import { Controller, Get, Headers, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../../platform/http/access/access.js';
import { Problem } from '../../platform/http/problems/problem.js';
import { PortalQuery, PortalStartDto } from './portal-start.dto.js';
import { PortalStart } from './portal-start.js';

/** What the page shows before anybody has asked. */
@ApiTags('portal')
@Controller('v1/portal')
export class PortalStartController {
  constructor(private readonly start: PortalStart) {}

  /** Controllers, what can be asked of them and by when they answer, their notice, and what this browser has signalled. */
  @Get()
  @Access('public')
  async show(@Query() query: PortalQuery, @Headers('sec-gpc') gpc?: string): Promise<PortalStartDto> {
    const start = await this.start.of(query, gpc === '1');
    if (!start) throw new Problem('not-found');
    return start;
  }
}
