import multipart from '@fastify/multipart';
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
import { Problem } from '../../platform/http/problems/problem.js';
import { Transactions } from '../../platform/queues/transactions.js';
import { type CaseFile, RequestsRepository } from '../../requests/requests.repository.js';
import { MOST_BYTES, Scans } from './scans.js';

/** Scans of what reached the office on paper. */
@ApiTags('intake')
@Controller('v1/requests/:id/scans')
export class ScansController implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly transactions: Transactions,
    private readonly requests: RequestsRepository,
    private readonly scans: Scans,
  ) {}

  async onModuleInit(): Promise<void> {
    const fastify: FastifyInstance = this.host.httpAdapter.getInstance();
    await fastify.register(multipart, {
      limits: { fileSize: MOST_BYTES, files: 1, fields: 0, parts: 1, headerPairs: 20 },
    });
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
    if (!request.isMultipart()) throw new Problem('unsupported-media-type');
    const content = await fileOf(request);
    return this.transactions.run(async (tx) => {
      const keeping = await this.scans.keep(tx, await this.visible(tx, caller, id), content, caller.id);
      if (keeping.outcome === 'kept') return { id: keeping.id };
      if (keeping.outcome === 'too-many')
        throw new Problem('conflict', { detail: 'The case holds as many scans as it may.' });
      throw new Problem('unsupported-media-type', { detail: 'The file is no PDF, PNG, JPEG or TIFF.' });
    });
  }

  @Get(':scanId')
  @Access('staff', { may: 'request.read' })
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async read(
    @CurrentCaller() caller: StaffCaller,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('scanId', ParseUUIDPipe) scanId: string,
  ): Promise<StreamableFile> {
    const manager = this.transactions.manager;
    const scan = await this.scans.read(manager, await this.visible(manager, caller, id), scanId);
    if (!scan) throw new Problem('not-found');
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

async function fileOf(request: FastifyRequest): Promise<Buffer> {
  try {
    const part = await request.file();
    if (!part) throw new Problem('bad-request', { detail: 'The body holds no file.' });
    const content = await part.toBuffer();
    // The parser cuts what is too long and says nothing: half a letter must not be kept as the letter.
    if (part.file.truncated) throw new Problem('body-too-large');
    return content;
  } catch (error) {
    if (error instanceof Problem) throw error;
    const code = (error as { code?: string }).code;
    if (code === 'FST_REQ_FILE_TOO_LARGE') throw new Problem('body-too-large');
    throw new Problem('bad-request', { detail: 'The body is no well-formed upload of one file.' });
  }
}
