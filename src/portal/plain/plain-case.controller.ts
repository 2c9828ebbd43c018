import {
  applyDecorators,
  Body,
  Controller,
  Get,
  Headers,
  HttpCode,
  Post,
  Query,
  Req,
  Res,
  StreamableFile,
  type Type,
  UseFilters,
} from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Locale } from '../../letters/locale.js';
import { OwnOrigins } from '../../people/sessions/own-origins.js';
import { refuseForeign } from '../../people/sessions/refuse-foreign.js';
import { Access } from '../../platform/http/access/access.js';
import { RawBody } from '../../platform/http/body/body-parsers.js';
import { checkedForm, formFields } from '../../platform/http/body/form-body.js';
import { Problem } from '../../platform/http/problems/problem.js';
import { RateLimit } from '../../platform/http/rate/rate-limit.guard.js';
import { type OpenedCase, PlainCase, type Told } from './plain-case.js';
import { asPage, part, wholePage } from './plain-page.js';
import { PlainProblemFilter } from './plain-problem.filter.js';
import { PlainStatus } from './plain-status.js';
import { CaseForm, CodeForm, MessageForm, PlainQuery, RequestForm, WithdrawalForm } from './plain.dto.js';
import { pageLocale, plainTexts } from './plain-texts.js';

/** A form that a plain page sends. */
const TakesForm = (form: Type): MethodDecorator =>
  applyDecorators(
    HttpCode(200),
    RawBody(),
    ApiConsumes('application/x-www-form-urlencoded'),
    ApiBody({ type: form }),
    ApiProduces('text/html'),
    ApiOkResponse({ schema: { type: 'string' } }),
  );

/**
 * Following a case without scripts. The token travels in the body of a form, as it does in a header elsewhere: it never
 * stands in an address that is sent to us.
 */
@ApiTags('plain')
@Access('public')
@RateLimit(30)
@UseFilters(PlainProblemFilter)
@Controller('ask')
export class PlainCaseController {
  constructor(
    private readonly cases: PlainCase,
    private readonly status: PlainStatus,
    private readonly origins: OwnOrigins,
  ) {}

  /** Asks for the reference and the key. */
  @Get('status')
  @ApiProduces('text/html')
  @ApiOkResponse({ schema: { type: 'string' } })
  open(
    @Query() query: PlainQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): string {
    return opening(reply, localeOf(query, request), false, false);
  }

  /** The same, with the code. */
  @Get('proof')
  @ApiProduces('text/html')
  @ApiOkResponse({ schema: { type: 'string' } })
  openProof(
    @Query() query: PlainQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): string {
    return opening(reply, localeOf(query, request), true, false);
  }

  /** How the case stands. */
  @Post('status')
  @TakesForm(CaseForm)
  show(
    @Body() body: unknown,
    @Headers('content-type') type: string | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.step(CaseForm, { body, type, request, reply }, () => Promise.resolve('nothing to tell'));
  }

  /** Takes the code of the mail. */
  @Post('proof')
  @TakesForm(CodeForm)
  prove(
    @Body() body: unknown,
    @Headers('content-type') type: string | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.step(CodeForm, { body, type, request, reply }, (form, opened) =>
      this.cases.answerCode(opened, form.code),
    );
  }

  /** Sends another code. */
  @Post('code')
  @TakesForm(CaseForm)
  resend(
    @Body() body: unknown,
    @Headers('content-type') type: string | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.step(CaseForm, { body, type, request, reply }, (_form, opened) => this.cases.sendCode(opened));
  }

  /** Withdraws a request. */
  @Post('withdrawal')
  @TakesForm(WithdrawalForm)
  withdraw(
    @Body() body: unknown,
    @Headers('content-type') type: string | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.step(WithdrawalForm, { body, type, request, reply }, (form, opened) =>
      this.cases.withdraw(opened, form.request, form.sure === 'yes'),
    );
  }

  /** Her word that the copy has arrived. */
  @Post('confirmation')
  @TakesForm(RequestForm)
  confirm(
    @Body() body: unknown,
    @Headers('content-type') type: string | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.step(RequestForm, { body, type, request, reply }, (form, opened) =>
      this.cases.confirm(opened, form.request),
    );
  }

  /** Writes to the office. */
  @Post('message')
  @TakesForm(MessageForm)
  write(
    @Body() body: unknown,
    @Headers('content-type') type: string | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.step(MessageForm, { body, type, request, reply }, (form, opened) =>
      this.cases.write(opened, form.text, form.formToken),
    );
  }

  /** The package, as a ZIP; a page where it cannot be had. */
  @Post('package')
  @TakesForm(RequestForm)
  async fetch(
    @Body() body: unknown,
    @Headers('content-type') type: string | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | StreamableFile> {
    let file: StreamableFile | undefined;
    const page = await this.step(RequestForm, { body, type, request, reply }, async (form, opened) => {
      const fetching = await this.cases.fetch(opened, form.request);
      if (!fetching || !('stream' in fetching)) return fetching;
      const { stream, filename, done } = fetching;
      stream.once('end', () => void done('complete').catch(() => {}));
      stream.once('error', () => void done('broken').catch(() => {}));
      reply.raw.once('close', () => {
        if (!stream.readableEnded) stream.destroy();
      });
      file = new StreamableFile(stream as never, {
        type: 'application/zip',
        disposition: `attachment; filename="${filename}"`,
      });
      return 'sent otherwise';
    });
    if (!file) return page;
    void reply.header('content-type', 'application/zip');
    return file;
  }

  /** Opens the case, takes the step, and shows how the case stands then. */
  private async step<T extends CaseForm>(
    shape: Type<T>,
    {
      body,
      type,
      request,
      reply,
    }: { body: unknown; type: string | undefined; request: FastifyRequest; reply: FastifyReply },
    take: (form: T, opened: OpenedCase) => Promise<Told | 'nothing to tell' | 'sent otherwise' | null>,
  ): Promise<string> {
    refuseForeign(this.origins, request);
    const fields = formFields(body, type);
    const lang = localeOf(fields, request);
    const opened = await this.cases.open({ token: fields.token ?? '', reference: fields.reference });
    if (!opened) return opening(reply, lang, shape === (CodeForm as Type), true);
    const told = await this.told(shape, fields, (form) => take(form, opened));
    if (told === null) throw new Problem('not-found');
    if (told === 'sent otherwise') return '';
    asPage(reply);
    const shown = told === 'nothing to tell' ? null : told;
    void reply.status(shown && !shown.good ? 422 : 200);
    return this.status.page(lang, opened, shown);
  }

  /** A field that is not as it should be is told on the page of the case, if it is one that a person fills in. */
  private async told<T extends CaseForm, R>(
    shape: Type<T>,
    fields: Parameters<typeof checkedForm>[1],
    take: (form: T) => Promise<R>,
  ): Promise<R | Told> {
    let form: T;
    try {
      form = await checkedForm(shape, fields);
    } catch (error) {
      const [wrong] = error instanceof Problem ? (error.details.errors ?? []) : [];
      const key = wrong && FIELDS[wrong.pointer];
      if (!key) throw error;
      return { good: false, key };
    }
    return take(form);
  }
}

const FIELDS: Record<string, string> = { '/code': 'error.code', '/text': 'error.message' };

function opening(reply: FastifyReply, lang: Locale, proof: boolean, unknown: boolean): string {
  const t = plainTexts(lang);
  asPage(reply);
  void reply.status(unknown ? 404 : 200);
  const content = part('open', lang, { proof, problem: unknown ? t('open.unknown') : null });
  const other = proof ? '/ask/proof' : '/ask/status';
  return wholePage({ lang, title: t(proof ? 'proof.title' : 'open.title'), other }, content);
}

function localeOf(said: { lang?: string }, request: FastifyRequest): Locale {
  return pageLocale(said.lang, request.headers['accept-language']);
}
