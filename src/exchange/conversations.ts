import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Refused } from '../connectors/kit/errors.js';
import {
  CAN_BE_ASKED_AGAIN,
  type Conversation,
  type ConversationState,
  type Question,
  type QuestionContent,
  type ToldItem,
} from '../connectors/kit/exchange.js';
import { Laws } from '../laws/laws.js';
import { Ledger } from '../ledger/ledger.js';
import { Clock } from '../platform/clock/clock.js';
import { DataKeys } from '../platform/crypto/data-keys.js';
import { Tags } from '../platform/crypto/tags.js';
import { PublicAddress } from '../platform/http/public-address.js';
import { newId } from '../platform/ids/ids.js';
import { Transactions } from '../platform/queues/transactions.js';
import { isCopy } from '../requests/road.js';
import { type CaseFile, RequestsRepository } from '../requests/requests.repository.js';
import { Task } from '../work/task.entity.js';
import { answerPlace, pagePlace, questionPlace } from './conversation-places.js';
import { ConversationTokens } from './conversation-tokens.js';
import { ConversationRow } from './conversation.entity.js';
import { ExchangeTimes } from './exchange-times.js';

const DAY_MS = 86_400_000;

/** What an answer says beside its state; sealed. */
export interface SealedAnswer {
  left: { collection: string; key: (string | number)[] }[];
  whole: boolean;
  reason?: string;
}

/** Questions to systems that answer later: put once, found again, read. */
@Injectable()
export class Conversations {
  constructor(
    private readonly transactions: Transactions,
    private readonly requests: RequestsRepository,
    private readonly laws: Laws,
    private readonly keys: DataKeys,
    private readonly tags: Tags,
    private readonly tokens: ConversationTokens,
    private readonly ledger: Ledger,
    private readonly address: PublicAddress,
    private readonly times: ExchangeTimes,
    private readonly clock: Clock,
  ) {}

  /** The conversation about a question: found as it stands, or opened. */
  ask(system: string, mapId: string, question: Question): Promise<Conversation> {
    return this.transactions.run(async (tx) => {
      const task = await tx.findOneBy(Task, { id: question.person });
      const file = task && (await this.requests.file(tx, task.requestId));
      if (!task || !file || task.system !== system) {
        throw new Refused('unsupported', 'Such a system is asked about a request only.');
      }
      // Two askers of one question wait for each other here.
      await tx.query(`SELECT id FROM subject_case WHERE id = $1 FOR UPDATE`, [file.case.id]);
      const whole = question.verb === 'copy' || (question.verb === 'find' && this.wantsCopy(file));
      const digest = this.digestOf(mapId, question, whole, task);
      const found = await tx.findOne(ConversationRow, {
        where: { caseId: file.case.id, system, digest },
        order: { generation: 'DESC' },
      });
      if (found && this.holds(found, task)) return this.shown(tx, await this.joined(tx, found, task.id));
      return this.shown(
        tx,
        await this.open(tx, file, {
          system,
          mapId,
          task,
          question,
          whole,
          digest,
          generation: (found?.generation ?? 0) + 1,
        }),
      );
    });
  }

  async wholeFinds(system: string, mapId: string, taskId: string): Promise<string[]> {
    const rows = await this.transactions.manager
      .createQueryBuilder(ConversationRow, 'v')
      .innerJoin(Task, 't', 't.id = :taskId AND t.case_id = v.case_id', { taskId })
      .where(`v.system = :system AND v.map_id = :mapId AND v.verb = 'find' AND v.whole AND v.state = 'done'`, {
        system,
        mapId,
      })
      .andWhere('v.answered_at > :since', {
        since: new Date(this.clock.now().getTime() - this.times.freshForDays * DAY_MS),
      })
      .orderBy('v.answered_at', 'ASC')
      .getMany();
    const whole: string[] = [];
    for (const row of rows) {
      if ((await this.answerOf(this.transactions.manager, row))?.whole) whole.push(row.id);
    }
    return whole;
  }

  async told(id: string): Promise<void> {
    await this.transactions.manager.query(`UPDATE conversation SET told_at = coalesce(told_at, $2) WHERE id = $1`, [
      id,
      this.clock.now(),
    ]);
  }

  items(id: string): AsyncIterable<ToldItem[]> {
    return this.pages<ToldItem>(id);
  }

  /** What was uploaded, page by page. */
  async *pages<T>(id: string): AsyncIterable<T[]> {
    const { manager } = this.transactions;
    const row = await manager.findOneByOrFail(ConversationRow, { id });
    const key = await this.keys.of(manager, { kind: 'case', id: row.caseId });
    for (let after = 0; ;) {
      const [page]: { number: number; sealed: Buffer }[] = await manager.query(
        `SELECT number, sealed FROM conversation_page WHERE conversation_id = $1 AND number > $2 ORDER BY number LIMIT 1`,
        [id, after],
      );
      if (!page) return;
      yield JSON.parse(key.openText(page.sealed, pagePlace(id, page.number))) as T[];
      after = page.number;
    }
  }

  async question(manager: EntityManager, row: ConversationRow): Promise<QuestionContent> {
    const key = await this.keys.of(manager, { kind: 'case', id: row.caseId });
    return JSON.parse(key.openText(row.question, questionPlace(row.id))) as QuestionContent;
  }

  /** How a conversation stands, for the connector that asked. */
  async shown(manager: EntityManager, row: ConversationRow): Promise<Conversation> {
    const answer = row.answer ? await this.answerOf(manager, row) : null;
    return {
      id: row.id,
      state: this.stateOf(row),
      told: row.toldAt !== null,
      token: this.tokens.of(row.id, row.linkNumber).token,
      address: this.address.url,
      expiresAt: row.expiresAt,
      checkAgainAt: row.checkAgainAt,
      evidence: row.answerer === 'system' ? 'confirmed' : 'declared',
      wantsWhole: row.whole,
      whole: answer?.whole ?? false,
      left: answer?.left ?? [],
    };
  }

  async answerOf(manager: EntityManager, row: ConversationRow): Promise<SealedAnswer | null> {
    const [key] = await this.keys.ofMany(manager, [{ kind: 'case', id: row.caseId }]);
    if (!key || !row.answer) return null;
    return JSON.parse(key.openText(row.answer, answerPlace(row.id))) as SealedAnswer;
  }

  stateOf(row: Pick<ConversationRow, 'state' | 'answeredAt' | 'expiresAt'>): ConversationState {
    return row.answeredAt === null && row.expiresAt <= this.clock.now() ? 'expired' : row.state;
  }

  /** One more waits for the answer; of an answer that leads nowhere it is noted that it was heard. */
  private async joined(tx: EntityManager, row: ConversationRow, taskId: string): Promise<ConversationRow> {
    if (!row.askers.includes(taskId)) row.askers.push(taskId);
    if (CAN_BE_ASKED_AGAIN.includes(this.stateOf(row))) row.heardAt = this.clock.now();
    await tx.update(ConversationRow, { id: row.id }, { askers: row.askers, heardAt: row.heardAt });
    return row;
  }

  /** Whether the conversation speaks for a task that asks now, or must be had anew. */
  private holds(row: ConversationRow, task: Task): boolean {
    // Who has heard that it led nowhere asks again because a person wants it.
    if (CAN_BE_ASKED_AGAIN.includes(this.stateOf(row))) return row.heardAt === null;
    if (row.answeredAt === null) return true;
    const asked = row.askers.includes(task.id);
    // What a plan is compared with before anything is destroyed must be of these days; afterwards it is as it was.
    if (task.action === 'erase' && task.intendedAt === null && row.verb === 'find')
      return this.isYoung(row.answeredAt, asked ? 1 : this.times.freshForDays);
    return asked || this.isYoung(row.answeredAt, this.times.freshForDays);
  }

  isYoung(answeredAt: Date, days: number): boolean {
    return answeredAt.getTime() > this.clock.now().getTime() - days * DAY_MS;
  }

  private wantsCopy(file: CaseFile): boolean {
    const right = this.laws.pinned(file.request.law).right(file.request.right);
    return isCopy(right.road.effect) && file.request.treatedAs !== 'categories';
  }

  /** Searches of one case share a question; an effect is its task's own, since each is approved apart. */
  private digestOf(mapId: string, { verb, content, of }: Question, whole: boolean, task: Task): Buffer {
    const isShared = verb === 'find' && content.occasion === undefined;
    return this.digest([mapId, verb, of, whole, content, ...(isShared ? [] : [task.id, task.retries])]);
  }

  digest(named: unknown): Buffer {
    return createHash('sha256')
      .update(this.tags.digest('exchange', 'question')(JSON.stringify(named)))
      .digest();
  }

  private async open(
    tx: EntityManager,
    file: CaseFile,
    asked: {
      system: string;
      mapId: string;
      task: Task;
      question: Question;
      whole: boolean;
      digest: Buffer;
      generation: number;
    },
  ): Promise<ConversationRow> {
    const { system, mapId, task, question, whole, digest, generation } = asked;
    const id = newId();
    const now = this.clock.now();
    const key = await this.keys.of(tx, { kind: 'case', id: file.case.id });
    await tx.insert(ConversationRow, {
      id,
      system,
      mapId,
      controllerId: file.controller.id,
      caseId: file.case.id,
      requestId: file.request.id,
      askers: [task.id],
      verb: question.verb,
      answerer: question.of,
      whole,
      digest,
      generation,
      question: key.seal(JSON.stringify(question.content), questionPlace(id)),
      tokenHash: this.tokens.of(id).hash,
      state: 'open',
      openedAt: now,
      expiresAt: new Date(now.getTime() + this.times.expiresAfterDays * DAY_MS),
    });
    await this.ledger.append(tx, {
      kind: 'exchange.asked',
      case: file.case.ledgerId,
      request: file.request.ledgerId,
      by: { role: 'service' },
      at: now,
      data: { system, verb: question.verb, conversation: id, of: question.of },
    });
    return tx.findOneByOrFail(ConversationRow, { id });
  }
}
