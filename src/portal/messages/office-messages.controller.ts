import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { StaffCaller } from '../../people/staff-caller.js';
import { Access, CurrentCaller } from '../../platform/http/access/access.js';
import { MessagesQuery, OfficeMessagesDto, WriteOfficeMessageDto, WrittenOfficeMessageDto } from './messages.dto.js';
import { OfficeMessages } from './office-messages.js';

/** What the person and the office write to each other, as the office sees it. */
@ApiTags('office')
@Controller('v1/requests/:id/messages')
export class OfficeMessagesController {
  constructor(private readonly messages: OfficeMessages) {}

  /** The newest first. What somebody sees who may answer counts as read. */
  @Get()
  @Access('staff', { may: 'message.read' })
  list(
    @CurrentCaller() caller: StaffCaller,
    @Param('id', ParseUUIDPipe) id: string,
    @Query() query: MessagesQuery,
  ): Promise<OfficeMessagesDto> {
    return this.messages.page(caller, id, query);
  }

  /** Writes to the person. She is told by mail that a message waits, and nothing of what it says. */
  @Post()
  @HttpCode(201)
  @Access('staff', { may: 'message.write' })
  write(
    @CurrentCaller() caller: StaffCaller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: WriteOfficeMessageDto,
  ): Promise<WrittenOfficeMessageDto> {
    return this.messages.write(caller, id, body);
  }
}
