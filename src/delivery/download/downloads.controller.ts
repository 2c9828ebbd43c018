import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post, Res, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Access, CurrentCaller } from '../../platform/http/access/access.js';
import { Problem } from '../../platform/http/problems/problem.js';
import { RateLimit } from '../../platform/http/rate/rate-limit.guard.js';
import { Transactions } from '../../platform/queues/transactions.js';
import type { PersonCaller } from '../../requests/person.authenticator.js';
import { RequestsRepository } from '../../requests/requests.repository.js';
import { Downloads } from './downloads.js';
import { FetchDto, GrantDto } from './downloads.dto.js';

/** The proven person fetches her package. Tokens travel in bodies, never in addresses. */
@ApiTags('person')
@Controller('v1')
export class DownloadsController {
  constructor(
    private readonly transactions: Transactions,
    private readonly requests: RequestsRepository,
    private readonly downloads: Downloads,
  ) {}

  /** Leave to fetch the package of a request, on a proof that is fresh enough. */
  @Post('case/requests/:id/package/grants')
  @HttpCode(201)
  @Access('person')
  @RateLimit(30)
  async grant(@CurrentCaller() caller: PersonCaller, @Param('id', ParseUUIDPipe) id: string): Promise<GrantDto> {
    return this.transactions.run(async (tx) => {
      const file = await this.requests.file(tx, id);
      if (file?.case.id !== caller.id) throw new Problem('not-found');
      const granting = await this.downloads.grant(tx, file);
      if (granting.outcome === 'no-package') throw new Problem('not-found');
      if (granting.outcome !== 'granted') throw new Problem('proof-refused', { members: { reason: granting.outcome } });
      const { token, expiresAt, usesLeft } = granting;
      return { token, expiresAt, usesLeft };
    });
  }

  /** The package, as a ZIP. */
  @Post('packages/fetch')
  @HttpCode(200)
  @Access('public')
  @RateLimit(30)
  @ApiProduces('application/zip')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async fetch(@Body() body: FetchDto, @Res({ passthrough: true }) reply: FastifyReply): Promise<StreamableFile> {
    const fetching = await this.downloads.fetch(body.token);
    if (fetching.outcome === 'unknown') throw new Problem('not-found');
    if (fetching.outcome !== 'ready') throw new Problem('proof-refused', { members: { reason: fetching.outcome } });
    const { stream, filename, done } = fetching;
    stream.once('end', () => void done('complete').catch(() => {}));
    stream.once('error', () => void done('broken').catch(() => {}));
    reply.raw.once('close', () => {
      if (!stream.readableEnded) stream.destroy();
    });
    return new StreamableFile(stream as never, {
      type: 'application/zip',
      disposition: `attachment; filename="${filename}"`,
    });
  }
}
