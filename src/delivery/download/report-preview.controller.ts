import { createHash } from 'node:crypto';
import { Body, Controller, Headers, HttpCode, Post, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Access } from '../../platform/http/access/access.js';
import { RawBody } from '../../platform/http/body/body-parsers.js';
import { readForm } from '../../platform/http/body/form-body.js';
import { Problem } from '../../platform/http/problems/problem.js';
import { RateLimit } from '../../platform/http/rate/rate-limit.guard.js';
import { FetchDto } from './downloads.dto.js';
import { Downloads } from './downloads.js';

/** The report of a package, to be read in a frame of the page. */
@ApiTags('person')
@Controller('v1/packages/report')
export class ReportPreviewController {
  constructor(private readonly downloads: Downloads) {}

  /**
   * The report of a released package as a page. Send the form with a frame as its target: the grant's token travels in
   * the body. Spends the grant; takes none of the downloads that are left, and is bounded and written down like them.
   */
  @Post()
  @HttpCode(200)
  @Access('public')
  @RateLimit(30)
  @RawBody()
  @ApiConsumes('application/x-www-form-urlencoded')
  @ApiBody({ type: FetchDto })
  @ApiProduces('text/html')
  @ApiOkResponse({ schema: { type: 'string' } })
  async read(
    @Body() body: unknown,
    @Headers('content-type') type: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { token } = await readForm(FetchDto, body, type);
    const reading = await this.downloads.preview(token);
    if (reading.outcome === 'unknown') throw new Problem('not-found');
    if (reading.outcome === 'no-report') throw new Problem('not-found', { detail: 'This package has no report.' });
    if (reading.outcome === 'too-large')
      throw new Problem('unprocessable', { detail: 'The report is too large to be shown; fetch the package.' });
    if (reading.outcome !== 'ready') throw new Problem('proof-refused', { members: { reason: reading.outcome } });
    void reply.headers({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policyFor(reading.html),
      // Only our own page may show it in a frame (`frame-ancestors`); the older header would forbid that too.
      'x-frame-options': 'SAMEORIGIN',
    });
    return reading.html;
  }
}

/** Nothing but the report's own style, known by its hash: no script, no address, no form, whatever it should hold. */
function policyFor(html: string): string {
  const style = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1];
  const hash = style === undefined ? "'none'" : `'sha256-${createHash('sha256').update(style).digest('base64')}'`;
  return [
    "default-src 'none'",
    `style-src ${hash}`,
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
    'sandbox',
  ].join('; ');
}
