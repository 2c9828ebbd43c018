import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post, Res, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { StaffCaller } from '../../people/staff-caller.js';
import { Access, CurrentCaller } from '../../platform/http/access/access.js';
import { Problem } from '../../platform/http/problems/problem.js';
import { Transactions } from '../../platform/queues/transactions.js';
import { RequestsRepository } from '../../requests/requests.repository.js';
import { Printing } from './printing.js';
import { PrintDto } from './printing.dto.js';

/** A released package goes by post: somebody of the office takes it out, prints it, and notes the letter's dispatch. */
@ApiTags('office')
@Controller('v1/requests/:id/package/printing')
export class PrintingController {
  constructor(
    private readonly transactions: Transactions,
    private readonly requests: RequestsRepository,
    private readonly printing: Printing,
  ) {}

  /** The report, or the package. Shows all of the person's data: every time is in the ledger. */
  @Post()
  @HttpCode(200)
  @Access('staff', { may: 'package.print' })
  @ApiProduces('text/html', 'application/zip')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async print(
    @CurrentCaller() caller: StaffCaller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: PrintDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const file = await this.requests.visible(this.transactions.manager, caller.controllers, id);
    if (!file) throw new Problem('not-found');
    const taken = await this.printing.take(file, body.form, body.reason, caller.actor);
    reply.header('cache-control', 'no-store');
    switch (taken.outcome) {
      case 'report':
        return sent(Buffer.from(taken.html), 'text/html; charset=utf-8', taken.filename);
      case 'archive': {
        const { stream } = taken;
        reply.raw.once('close', () => {
          if (!stream.readableEnded) stream.destroy();
        });
        return sent(stream, 'application/zip', taken.filename);
      }
      case 'none':
        throw new Problem('conflict', { detail: 'No package of this request is released.' });
      case 'not-by-post':
        throw new Problem('unprocessable', { detail: 'The person did not ask for the answer by post.' });
      case 'no-report':
        throw new Problem('unprocessable', { detail: 'This package has no report to print; take the archive.' });
      case 'too-large':
        throw new Problem('unprocessable', { detail: 'The report is too large to be shown; take the archive.' });
    }
  }
}

function sent(content: Buffer | NodeJS.ReadableStream, type: string, filename: string): StreamableFile {
  return new StreamableFile(content as never, { type, disposition: `attachment; filename="${filename}"` });
}
