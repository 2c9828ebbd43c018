import {
  Body,
  Controller,
  Delete,
  Get,
  Header,
  HttpCode,
  type OnModuleInit,
  Param,
  ParseIntPipe,
  Post,
  Put,
  Req,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Access, CurrentCaller } from '../platform/http/access/access.js';
import { takeUploads, uploadedFile } from '../platform/http/body/uploads.js';
import { Problem } from '../platform/http/problems/problem.js';
import { RateLimit } from '../platform/http/rate/rate-limit.guard.js';
import { Transactions } from '../platform/queues/transactions.js';
import { Answering, type GivenAnswer } from './answering.js';
import { Attachments } from './attachments.js';
import type { CallbackCaller } from './callback.authenticator.js';
import { ConversationRow } from './conversation.entity.js';
import { Conversations } from './conversations.js';
import { MOST_PAGES } from './exchange-times.js';
import { ExchangeViews } from './exchange-views.js';
import { AnswerTakenDto, ExchangeAnswerDto, ExchangePageDto, ExchangeTaskDto, FileKeptDto } from './exchange.dto.js';
import { problemOfRefusal } from './refusal-problem.js';

/**
 * The other side of a question to a system that answers later. Its token, in the Authorization header, opens this one
 * question until it is answered or its time is over. Every call may be repeated.
 */
@ApiTags('exchange')
@Controller('v1/exchange/task')
@RateLimit(300)
export class ExchangeController implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly transactions: Transactions,
    private readonly views: ExchangeViews,
    private readonly answering: Answering,
    private readonly attachments: Attachments,
    private readonly conversations: Conversations,
  ) {}

  async onModuleInit(): Promise<void> {
    const fastify: FastifyInstance = this.host.httpAdapter.getInstance();
    await takeUploads(fastify);
  }

  /** What is asked. Once it is answered, nothing about the person is shown any more. */
  @Get()
  @Access('callback')
  @Header('cache-control', 'no-store')
  task(@CurrentCaller() { id }: CallbackCaller): Promise<ExchangeTaskDto> {
    return this.transactions.run((tx) => this.views.of(tx, id));
  }

  /** One page of records, numbered from 1. The same page may be sent again. */
  @Put('pages/:number')
  @HttpCode(204)
  @Access('callback')
  async page(
    @CurrentCaller() { id }: CallbackCaller,
    @Param('number', ParseIntPipe) number: number,
    @Body() { items }: ExchangePageDto,
  ): Promise<void> {
    if (number < 1 || number > MOST_PAGES) throw new Problem('exchange-too-much');
    const kept = await this.transactions.run((tx) => this.answering.page(tx, id, number, items));
    if (kept.outcome !== 'kept' && kept.outcome !== 'kept-already') throw problemOfRefusal(kept);
  }

  /** Forgets the uploaded pages, to begin anew. Not after the answer. */
  @Delete('pages')
  @HttpCode(204)
  @Access('callback')
  async discard(@CurrentCaller() { id }: CallbackCaller): Promise<void> {
    const kept = await this.transactions.run((tx) => this.answering.discard(tx, id));
    if (kept.outcome !== 'kept' && kept.outcome !== 'kept-already') throw problemOfRefusal(kept);
  }

  /** A file that shows what was done: PDF, PNG, JPEG or TIFF, at most 10 MiB. */
  @Post('files')
  @HttpCode(201)
  @Access('callback')
  @RateLimit(30)
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } },
  })
  async file(@CurrentCaller() { id }: CallbackCaller, @Req() request: FastifyRequest): Promise<FileKeptDto> {
    const content = await uploadedFile(request);
    const kept = await this.transactions.run((tx) => this.attachments.keep(tx, id, content));
    switch (kept.outcome) {
      case 'kept':
        return { id: kept.id, digest: kept.digest };
      case 'answered':
        throw new Problem('exchange-answered');
      case 'too-many':
        throw new Problem('exchange-too-much');
      case 'not-a-scan':
        throw new Problem('unsupported-media-type', { detail: 'The file is no PDF, PNG, JPEG or TIFF.' });
    }
  }

  /** How it stands: taken, or one of the ends. Each is said once; the same may be said again. */
  @Post('answer')
  @HttpCode(200)
  @Access('callback')
  async answer(@CurrentCaller() { id }: CallbackCaller, @Body() said: ExchangeAnswerDto): Promise<AnswerTakenDto> {
    return this.transactions.run(async (tx) => {
      const row = await tx.findOneByOrFail(ConversationRow, { id });
      const how = row.answerer === 'system' ? 'confirmed' : 'declared';
      const taken = await this.answering.answer(tx, id, givenBy(said), { how });
      if (taken.outcome !== 'answered' && taken.outcome !== 'answered-already') throw problemOfRefusal(taken);
      const now = await tx.findOneByOrFail(ConversationRow, { id });
      return { state: this.conversations.stateOf(now), repeated: taken.outcome === 'answered-already' };
    });
  }
}

/** The body as the use case takes it. */
export function givenBy({ checkAgainAt, ...said }: ExchangeAnswerDto): GivenAnswer {
  return { ...said, ...(checkAgainAt === undefined ? {} : { checkAgainAt: new Date(checkAgainAt) }) };
}
