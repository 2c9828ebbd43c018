import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import { ApiExcludeController, ApiProduces } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Access } from '../platform/http/access/access.js';
import { Problem } from '../platform/http/problems/problem.js';
import { RateLimit } from '../platform/http/rate/rate-limit.guard.js';
import type { BuiltPages } from './built-pages.js';
import { CONTENT_POLICY, PERMISSIONS } from './content-policy.js';

/** Injects the BuiltPages, or null. */
export const BUILT_PAGES = Symbol('BUILT_PAGES');

/**
 * The portal and the desk. Both are one page each that finds its way by the address; only addresses that they know are
 * answered with it, so that all others stay what they are: not found. Files are public; what they show is not in them.
 */
@ApiExcludeController()
@Access('public')
@RateLimit('none')
@Controller()
export class PagesController {
  constructor(@Inject(BUILT_PAGES) private readonly pages: BuiltPages | null) {}

  @Get(['', 'request/:right', 'case', 'case/*', 'object', 'task', 'verify'])
  @ApiProduces('text/html')
  portal(@Res() reply: FastifyReply): FastifyReply {
    return this.page(reply, 'portal/index.html');
  }

  @Get(['desk', 'desk/*'])
  @ApiProduces('text/html')
  desk(@Res() reply: FastifyReply): FastifyReply {
    return this.page(reply, 'desk/index.html');
  }

  /** Names bear a hash of the content: whoever has one has it for good. */
  @Get('assets/:name')
  @ApiProduces('text/javascript', 'text/css', 'font/woff2', 'image/svg+xml')
  asset(@Param('name') name: string, @Res() reply: FastifyReply): FastifyReply {
    return this.file(reply, `assets/${name}`, 'public, max-age=31536000, immutable');
  }

  private page(reply: FastifyReply, path: string): FastifyReply {
    reply.header('content-security-policy', CONTENT_POLICY).header('permissions-policy', PERMISSIONS);
    return this.file(reply, path, 'no-cache');
  }

  private file(reply: FastifyReply, path: string, caching: string): FastifyReply {
    // Only what the build lists: no path of anybody's choosing reaches the disk.
    if (!this.pages) throw new Problem('not-found', { detail: 'The pages are not built: npm run web.' });
    if (!this.pages.files.has(path)) throw new Problem('not-found');
    return reply.header('cache-control', caching).sendFile(path);
  }
}
