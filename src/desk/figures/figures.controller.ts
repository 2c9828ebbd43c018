import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { StaffCaller } from '../../people/staff-caller.js';
import { Access, CurrentCaller } from '../../platform/http/access/access.js';
import { FiguresDto, FiguresQuery } from './figures.dto.js';
import { Figures } from './figures.js';

@ApiTags('office')
@Controller('v1/figures')
export class FiguresController {
  constructor(private readonly figures: Figures) {}

  /** How many are open, due and late, how old they are, and how long stages and systems took. */
  @Get()
  @Access('staff', { may: 'figures.read' })
  show(@CurrentCaller() caller: StaffCaller, @Query() query: FiguresQuery): Promise<FiguresDto> {
    return this.figures.of(caller, query);
  }
}
