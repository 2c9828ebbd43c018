import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access, CurrentCaller } from '../../platform/http/access/access.js';
import { RateLimit } from '../../platform/http/rate/rate-limit.guard.js';
import type { PersonCaller } from '../../requests/person.authenticator.js';
import { MessagesDto, MessagesQuery, WriteMessageDto, WrittenMessageDto } from './messages.dto.js';
import { PersonMessages } from './person-messages.js';

/** What the person and the office write to each other, as the person sees it. */
@ApiTags('person')
@Access('person')
@Controller('v1/case/messages')
export class PersonMessagesController {
  constructor(private readonly messages: PersonMessages) {}

  /** The newest first; what is shown counts as read. Before proof only what may be read without it. */
  @Get()
  @RateLimit(120)
  list(@CurrentCaller() caller: PersonCaller, @Query() query: MessagesQuery): Promise<MessagesDto> {
    return this.messages.page(caller.id, query);
  }

  /** Writes to the office. Thirty a day. */
  @Post()
  @HttpCode(201)
  @RateLimit(20)
  write(@CurrentCaller() caller: PersonCaller, @Body() body: WriteMessageDto): Promise<WrittenMessageDto> {
    return this.messages.write(caller.id, body.text);
  }
}
