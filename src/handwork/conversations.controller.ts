import { Body, Controller, Get, Header, HttpCode, Param, ParseUUIDPipe, Post, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { EntityManager } from 'typeorm';
import { Answering } from '../exchange/answering.js';
import { Attachments } from '../exchange/attachments.js';
import { ConversationFile } from '../exchange/conversation-file.entity.js';
import { ConversationRow } from '../exchange/conversation.entity.js';
import { Conversations } from '../exchange/conversations.js';
import { givenBy } from '../exchange/exchange.controller.js';
import { AnswerTakenDto, ExchangeAnswerDto, ExchangeTaskDto } from '../exchange/exchange.dto.js';
import { ExchangeViews } from '../exchange/exchange-views.js';
import { problemOfRefusal } from '../exchange/refusal-problem.js';
import { bilingual } from '../datamap/bilingual.dto.js';
import type { StaffCaller } from '../people/staff-caller.js';
import { Access, CurrentCaller } from '../platform/http/access/access.js';
import { Problem } from '../platform/http/problems/problem.js';
import { Transactions } from '../platform/queues/transactions.js';
import { RequestsRepository } from '../requests/requests.repository.js';
import { Systems } from '../work/systems.js';
import { ConversationDto, ConversationReasonDto } from './handwork.dto.js';
import { Owners } from './owners.js';

/** Questions of a request to systems that answer later: the office's view, and an owner's answer with her own sign-in. */
@ApiTags('desk')
@Controller('v1/requests/:id/conversations')
export class ConversationsController {
  constructor(
    private readonly transactions: Transactions,
    private readonly requests: RequestsRepository,
    private readonly conversations: Conversations,
    private readonly views: ExchangeViews,
    private readonly answering: Answering,
    private readonly attachments: Attachments,
    private readonly systems: Systems,
    private readonly owners: Owners,
  ) {}

  @Get()
  @Access('staff', { may: 'request.read' })
  async list(@CurrentCaller() caller: StaffCaller, @Param('id', ParseUUIDPipe) id: string): Promise<ConversationDto[]> {
    const { manager } = this.transactions;
    if (!(await this.requests.visible(manager, caller.controllers, id))) throw new Problem('not-found');
    const rows = await manager.find(ConversationRow, {
      where: { requestId: id },
      order: { openedAt: 'ASC', id: 'ASC' },
    });
    return Promise.all(rows.map((row) => this.shown(manager, row)));
  }

  /** What is asked, for whoever does it at the desk. It shows who the person is. */
  @Get(':conversationId')
  @Access('staff', { may: 'personal.reveal' })
  @Header('cache-control', 'no-store')
  async task(
    @CurrentCaller() caller: StaffCaller,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('conversationId', ParseUUIDPipe) conversationId: string,
  ): Promise<ExchangeTaskDto> {
    return this.transactions.run(async (tx) => {
      const row = await this.visible(tx, caller, id, conversationId);
      if (row.answerer === 'agent') throw new Problem('not-found');
      return this.views.of(tx, row.id);
    });
  }

  /** What the other side wrote beside its answer. */
  @Get(':conversationId/reason')
  @Access('staff', { may: 'message.read' })
  async reason(
    @CurrentCaller() caller: StaffCaller,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('conversationId', ParseUUIDPipe) conversationId: string,
  ): Promise<ConversationReasonDto> {
    const { manager } = this.transactions;
    const row = await this.visible(manager, caller, id, conversationId);
    return { reason: (await this.conversations.answerOf(manager, row))?.reason ?? null };
  }

  @Get(':conversationId/files/:fileId')
  @Access('staff', { may: 'message.read' })
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async file(
    @CurrentCaller() caller: StaffCaller,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('conversationId', ParseUUIDPipe) conversationId: string,
    @Param('fileId', ParseUUIDPipe) fileId: string,
  ): Promise<StreamableFile> {
    const { manager } = this.transactions;
    const row = await this.visible(manager, caller, id, conversationId);
    const file = await this.attachments.read(manager, row, fileId);
    if (!file) throw new Problem('not-found');
    return new StreamableFile(file.content, {
      type: file.mediaType,
      disposition: `attachment; filename="attachment-${fileId}"`,
    });
  }

  /** The answer of somebody who has signed in: she signs it, and it is more than what a link says (practice 30). */
  @Post(':conversationId/answer')
  @HttpCode(200)
  @Access('session', { may: 'errand.settle', fresh: true })
  async answer(
    @CurrentCaller() caller: StaffCaller,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('conversationId', ParseUUIDPipe) conversationId: string,
    @Body() said: ExchangeAnswerDto,
  ): Promise<AnswerTakenDto> {
    return this.transactions.run(async (tx) => {
      const row = await this.visible(tx, caller, id, conversationId);
      // A program answers for itself: nobody may put words into its mouth.
      if (row.answerer !== 'person') throw new Problem('not-found');
      const taken = await this.answering.answer(tx, row.id, givenBy(said), {
        how: 'signed',
        staffId: caller.id,
        by: caller.actor,
      });
      if (taken.outcome !== 'answered' && taken.outcome !== 'answered-already') throw problemOfRefusal(taken);
      const now = await tx.findOneByOrFail(ConversationRow, { id: row.id });
      return { state: this.conversations.stateOf(now), repeated: taken.outcome === 'answered-already' };
    });
  }

  private async visible(
    tx: EntityManager,
    caller: StaffCaller,
    requestId: string,
    conversationId: string,
  ): Promise<ConversationRow> {
    const file = await this.requests.visible(tx, caller.controllers, requestId);
    const row = file && (await tx.findOneBy(ConversationRow, { id: conversationId, requestId }));
    if (!row || file.case.forgottenAt) throw new Problem('not-found');
    return row;
  }

  private async shown(manager: EntityManager, row: ConversationRow): Promise<ConversationDto> {
    const map = await this.systems.map(row.mapId);
    const owner = row.answerer === 'person' ? await this.owners.of(manager, row.system, map) : null;
    const files = await manager.find(ConversationFile, {
      where: { conversationId: row.id },
      select: { id: true, mediaType: true, bytes: true, addedAt: true },
      order: { addedAt: 'ASC' },
    });
    const how = row.answerer !== 'person' ? 'confirmed' : row.signedBy ? 'signed' : 'declared';
    return {
      id: row.id,
      system: row.system,
      title: bilingual(map.title),
      verb: row.verb,
      of: row.answerer,
      owner: owner?.name ?? null,
      ownerEmail: owner?.email ?? null,
      processor: owner?.processor ?? null,
      state: this.conversations.stateOf(row),
      openedAt: row.openedAt,
      toldAt: row.toldAt,
      seenAt: row.seenAt,
      checkAgainAt: row.checkAgainAt,
      answeredAt: row.answeredAt,
      expiresAt: row.expiresAt,
      how: row.answeredAt ? how : null,
      items: row.items,
      files: files.map(({ id, mediaType, bytes, addedAt }) => ({ id, mediaType, bytes, addedAt })),
    };
  }
}
