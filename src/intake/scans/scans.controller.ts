import {
  Controller,
  Get,
  HttpCode,
  type OnModuleInit,
  Param,
  ParseUUIDPipe,
  Post,
  Req,
  StreamableFile,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { EntityManager } from 'typeorm';
import type { StaffCaller } from '../../people/staff-caller.js';
import { Access, CurrentCaller } from '../../platform/http/access/access.js';
import { takeUploads, uploadedFile } from '../../platform/http/body/uploads.js';
import { Problem } from '../../platform/http/problems/problem.js';
import { Transactions } from '../../platform/queues/transactions.js';
import { type CaseFile, RequestsRepository } from '../../requests/requests.repository.js';
import { Reveals } from '../../requests/reveals.js';
import { Scans } from './scans.js';

/** Scans of what reached the office on paper. */
@ApiTags('intake')
@Controller('v1/requests/:id/scans')
export class ScansController implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly transactions: Transactions,
    private readonly requests: RequestsRepository,
    private readonly scans: Scans,
    private readonly reveals: Reveals,
  ) {}

  async onModuleInit(): Promise<void> {
    const fastify: FastifyInstance = this.host.httpAdapter.getInstance();
    await takeUploads(fastify);
  }

  /** One file: PDF, PNG, JPEG or TIFF, at most 10 MiB. */
  @Post()
  @HttpCode(201)
  @Access('staff', { may: 'request.record' })
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } },
  })
  async add(
    @CurrentCaller() caller: StaffCaller,
    @Param('id', ParseUUIDPipe) id: string,
    @Req() request: FastifyRequest,
  ): Promise<{ id: string }> {
    await this.visible(this.transactions.manager, caller, id);
    const content = await uploadedFile(request);
    return this.transactions.run(async (tx) => {
      const keeping = await this.scans.keep(tx, await this.visible(tx, caller, id), content, caller.id);
      if (keeping.outcome === 'kept') return { id: keeping.id };
      if (keeping.outcome === 'too-many')
        throw new Problem('conflict', { detail: 'The case holds as many scans as it may.' });
      throw new Problem('unsupported-media-type', { detail: 'The file is no PDF, PNG, JPEG or TIFF.' });
    });
  }

  /** A scan as it was taken. The look is recorded. */
  @Get(':scanId')
  @Access('staff', { may: 'request.read' })
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async read(
    @CurrentCaller() caller: StaffCaller,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('scanId', ParseUUIDPipe) scanId: string,
  ): Promise<StreamableFile> {
    const scan = await this.transactions.run(async (tx) => {
      const file = await this.visible(tx, caller, id);
      const found = await this.scans.read(tx, file, scanId);
      if (!found) throw new Problem('not-found');
      await this.reveals.look(tx, file, { what: 'scans', reason: 'to-answer', staffId: caller.id, by: caller.actor });
      return found;
    });
    // As an attachment under a name of ours: nothing of it is shown by a browser as if it came from us.
    return new StreamableFile(scan.content, {
      type: scan.mediaType,
      disposition: `attachment; filename="scan-${scanId}"`,
    });
  }

  private async visible(manager: EntityManager, caller: StaffCaller, id: string): Promise<CaseFile> {
    const file = await this.requests.visible(manager, caller.controllers, id);
    if (!file) throw new Problem('not-found');
    return file;
  }
}
