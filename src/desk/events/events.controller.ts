import { Controller, Get, Headers, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { StaffCaller } from '../../people/staff-caller.js';
import { Access, CurrentCaller } from '../../platform/http/access/access.js';
import { Problem } from '../../platform/http/problems/problem.js';
import { Scope } from '../scope.js';
import { DeskStreams, MOST_OF_ONE } from './desk-streams.js';

/** What a slow reader may let pile up before she is cut off; her browser comes back and looks anew. */
const MOST_UNREAD_BYTES = 256 * 1024;

/** What changes, as it changes. */
@ApiTags('office')
@Controller('v1/desk/events')
export class EventsController {
  constructor(
    private readonly streams: DeskStreams,
    private readonly scope: Scope,
  ) {}

  /**
   * Server-sent events. `request`: requests have changed, `data` is `{ "ids": [...] }`. `errand`: errands of these requests
   * were opened or settled, `data` is the same. `figures`: counts and figures have
   * changed. `resync`: something was missed, look at everything anew. A comment every 20 seconds; the stream ends after
   * five minutes and is to be opened again, as browsers do by themselves. It ends within seconds when the session or key
   * ends by which it was opened, or its rights change.
   */
  @Get()
  @Access('staff', { may: 'request.read' })
  @ApiProduces('text/event-stream')
  @ApiHeader({ name: 'last-event-id', required: false, description: 'Id of the last event that was seen' })
  @ApiOkResponse({ schema: { type: 'string' } })
  async open(
    @CurrentCaller() caller: StaffCaller,
    @Res() reply: FastifyReply,
    @Headers('last-event-id') lastEventId?: string,
  ): Promise<void> {
    const scope = new Set((await this.scope.of(caller)).map(({ id }) => id));
    const { raw } = reply;
    const begun: string[] = [];
    let write = (text: string): void => void begun.push(text);
    const end = { write: (text: string) => write(text), end: () => raw.end() };
    const close = this.streams.open({ owner: caller.id, entry: caller, scope }, end, lastEventId);
    if (!close)
      throw new Problem('rate-limited', {
        detail: `More than ${MOST_OF_ONE} streams of one person, or too many in all, are not kept open.`,
        retryAfterSeconds: 30,
      });
    raw.on('close', close);
    reply.hijack();
    raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    write = (text) => {
      if (raw.destroyed) return;
      if (raw.writableLength > MOST_UNREAD_BYTES) raw.destroy();
      else raw.write(text);
    };
    for (const text of begun) write(text);
  }
}
