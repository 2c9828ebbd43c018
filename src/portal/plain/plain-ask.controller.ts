import { Body, Controller, Get, Headers, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiCreatedResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { OwnOrigins } from '../../people/sessions/own-origins.js';
import { refuseForeign } from '../../people/sessions/refuse-foreign.js';
import { Access } from '../../platform/http/access/access.js';
import { RawBody } from '../../platform/http/body/body-parsers.js';
import { checkedForm, type FormFields, formFields } from '../../platform/http/body/form-body.js';
import { Problem } from '../../platform/http/problems/problem.js';
import { RateLimit } from '../../platform/http/rate/rate-limit.guard.js';
import { asPage, STYLE } from './plain-page.js';
import { PlainAsk, type PlainAnswer, wrongFields } from './plain-ask.js';
import { PlainProblemFilter } from './plain-problem.filter.js';
import { AskForm, PlainQuery } from './plain.dto.js';
import { pageLocale } from './plain-texts.js';

/** Asking for those whose browser runs no scripts. */
@ApiTags('plain')
@Access('public')
@UseFilters(PlainProblemFilter)
@Controller('ask')
export class PlainAskController {
  constructor(
    private readonly ask: PlainAsk,
    private readonly origins: OwnOrigins,
  ) {}

  /** The form. */
  @Get()
  @ApiProduces('text/html')
  @ApiOkResponse({ schema: { type: 'string' } })
  async form(
    @Query() query: PlainQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.sent(reply, await this.ask.form(localeOf(query, request), query.controller, gpcOf(request)));
  }

  /**
   * Takes the form, and answers with the reference, the key to the case and what comes next. No proof of work here: a
   * limit by address, the form's own token and the code by mail stand in for it.
   */
  @Post()
  @RateLimit(10)
  @RawBody()
  @ApiConsumes('application/x-www-form-urlencoded')
  @ApiBody({ type: AskForm })
  @ApiProduces('text/html')
  @ApiCreatedResponse({ schema: { type: 'string' } })
  async submit(
    @Body() body: unknown,
    @Headers('content-type') type: string | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    refuseForeign(this.origins, request);
    const fields = formFields(body, type);
    const lang = localeOf(fields, request);
    const gpc = gpcOf(request);
    const form = await this.checked(fields);
    const asked = Array.isArray(form) ? form : await this.ask.ask(lang, form, gpc);
    return this.sent(reply, Array.isArray(asked) ? await this.ask.again(lang, fields, asked, gpc) : asked);
  }

  /** The pages' style. */
  @Get('plain.css')
  @ApiProduces('text/css')
  @ApiOkResponse({ schema: { type: 'string' } })
  style(@Query() _query: PlainQuery, @Res({ passthrough: true }) reply: FastifyReply): string {
    void reply.headers({
      'content-type': 'text/css; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    });
    return STYLE;
  }

  private async checked(fields: FormFields): Promise<AskForm | ReturnType<typeof wrongFields>> {
    try {
      return await checkedForm(AskForm, fields);
    } catch (error) {
      // A form without a controller of ours, or with fields that it has not, is none that we have given.
      const wrong = error instanceof Problem ? wrongFields(error) : [];
      if (wrong.length === 0 || !/^[a-z][a-z0-9-]{0,62}$/.test(fields.controller ?? '')) throw error;
      return wrong;
    }
  }

  private sent(reply: FastifyReply, { status, html }: PlainAnswer): string {
    asPage(reply);
    void reply.status(status);
    return html;
  }
}

function localeOf(said: { lang?: string }, request: FastifyRequest): ReturnType<typeof pageLocale> {
  return pageLocale(said.lang, request.headers['accept-language']);
}

const gpcOf = (request: FastifyRequest): boolean => request.headers['sec-gpc'] === '1';
