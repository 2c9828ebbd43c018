import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { JWK } from 'jose';
import type { EntityManager } from 'typeorm';
import { AGENT_LANGUAGE } from '../../connectors/kit/agent-language.js';
import { decryptWith, encryptTo, newBox } from '../../connectors/kit/agent-box.js';
import { Refused } from '../../connectors/kit/errors.js';
import type { AgentAnswer, AgentCall, AgentFault } from '../../connectors/kit/exchange.js';
import { Ledger } from '../../ledger/ledger.js';
import { Clock } from '../../platform/clock/clock.js';
import { DataKeys } from '../../platform/crypto/data-keys.js';
import { newId, newToken } from '../../platform/ids/ids.js';
import { Tags } from '../../platform/crypto/tags.js';
import { Transactions } from '../../platform/queues/transactions.js';
import { RequestsRepository } from '../../requests/requests.repository.js';
import { Answers } from '../../work/answers.js';
import { Systems } from '../../work/systems.js';
import { Task } from '../../work/task.entity.js';
import { answerPlace, boxPlace, pagePlace, questionPlace } from '../conversation-places.js';
import { ConversationPage } from '../conversation-page.entity.js';
import { ConversationRow } from '../conversation.entity.js';
import { Conversations } from '../conversations.js';
import { ExchangeTimes, MOST_BYTES, MOST_PAGES } from '../exchange-times.js';
import { Agent } from './agent.entity.js';

const DAY_MS = 86_400_000;

export interface LeasedCall {
  id: string;
  system: string;
  fence: number;
  /** Encrypted to the agent. */
  work: string;
}

export type CallRefusal = 'lost' | 'too-much' | 'unreadable' | 'pages-missing';

/** Calls that an agent carries out: written down for it, leased to it, and what it brings back. */
@Injectable()
export class AgentCalls {
  constructor(
    private readonly transactions: Transactions,
    private readonly requests: RequestsRepository,
    private readonly conversations: Conversations,
    private readonly systems: Systems,
    private readonly answers: Answers,
    private readonly keys: DataKeys,
    private readonly tags: Tags,
    private readonly ledger: Ledger,
    private readonly times: ExchangeTimes,
    private readonly clock: Clock,
  ) {}

  /** How a call stands; writes it down the first time, and again after it has failed. */
  ask(system: string, mapId: string, call: AgentCall): Promise<AgentAnswer> {
    return this.transactions.run(async (tx) => {
      const task = await tx.findOneBy(Task, { id: call.person });
      const file = task && (await this.requests.file(tx, task.requestId));
      if (!task || !file || task.system !== system)
        throw new Refused('unsupported', 'An agent is asked about a request only.');
      await tx.query(`SELECT id FROM subject_case WHERE id = $1 FOR UPDATE`, [file.case.id]);
      const digest = this.conversations.digest([mapId, 'agent', call.verb, call.input, task.id, task.retries]);
      const found = await tx.findOne(ConversationRow, {
        where: { caseId: file.case.id, system, digest },
        order: { generation: 'DESC' },
      });
      const state = found && this.conversations.stateOf(found);
      // What is looked up before an erasure must be of these days; what was done stays done.
      const isStale =
        task.action === 'erase' &&
        task.intendedAt === null &&
        !this.conversations.isYoung(found?.answeredAt ?? task.dueAt, 1);
      if (found && state === 'done' && !isStale) return { state: 'done', conversation: found.id };
      if (found && (state === 'open' || state === 'taken')) return { state: 'waiting' };
      if (found && state !== 'done' && found.heardAt === null) {
        await tx.update(ConversationRow, { id: found.id }, { heardAt: this.clock.now() });
        if (state === 'expired') return { state: 'failed', error: { code: 'refused', reason: 'wait-expired' } };
        return { state: 'failed', error: await this.faultOf(tx, found) };
      }
      const id = newId();
      const now = this.clock.now();
      const key = await this.keys.of(tx, { kind: 'case', id: file.case.id });
      const box = await newBox();
      await tx.insert(ConversationRow, {
        id,
        system,
        mapId,
        controllerId: file.controller.id,
        caseId: file.case.id,
        requestId: file.request.id,
        askers: [task.id],
        verb: call.verb,
        answerer: 'agent',
        whole: false,
        digest,
        generation: (found?.generation ?? 0) + 1,
        question: key.seal(JSON.stringify({ input: call.input, box: box.publicKey }), questionPlace(id)),
        box: key.seal(JSON.stringify(box.privateKey), boxPlace(id)),
        tokenHash: newToken().hash,
        state: 'open',
        toldAt: now,
        openedAt: now,
        expiresAt: new Date(now.getTime() + this.times.expiresAfterDays * DAY_MS),
      });
      await this.ledger.append(tx, {
        kind: 'exchange.asked',
        case: file.case.ledgerId,
        request: file.request.ledgerId,
        by: { role: 'service' },
        at: now,
        data: { system, verb: call.verb, conversation: id, of: 'agent' },
      });
      return { state: 'waiting' };
    });
  }

  /** Gives an agent the next call of its systems, earliest first; null when there is none. */
  lease(tx: EntityManager, agentId: string, systems: readonly string[]): Promise<LeasedCall | null> {
    return this.next(tx, agentId, systems);
  }

  /** A sign of life. @returns which of the calls are still the agent's. */
  async renew(tx: EntityManager, agentId: string, calls: readonly { id: string; fence: number }[]): Promise<string[]> {
    const [rows]: [{ id: string }[]] = await tx.query(
      `UPDATE conversation v SET lease_until = $4 FROM unnest($2::uuid[], $3::int[]) AS mine (id, fence)
       WHERE v.id = mine.id AND v.fence = mine.fence AND v.agent_id = $1 AND v.answered_at IS NULL RETURNING v.id`,
      [agentId, calls.map(({ id }) => id), calls.map(({ fence }) => fence), this.leaseEnd()],
    );
    return rows.map(({ id }) => id);
  }

  /** Keeps a page of results, opened and sealed anew under the case key. */
  async page(
    tx: EntityManager,
    agentId: string,
    call: { id: string; fence: number },
    number: number,
    jwe: string,
  ): Promise<CallRefusal | null> {
    const row = await this.mine(tx, agentId, call);
    if (!row) return 'lost';
    const key = await this.keys.of(tx, { kind: 'case', id: row.caseId });
    const content = await opened(key.openText(row.box!, boxPlace(row.id)), `${row.id}/${number}`, jwe);
    if (content === null || !Array.isArray(content)) return 'unreadable';
    const text = JSON.stringify(content);
    if (number > MOST_PAGES || row.bytes + text.length > MOST_BYTES) return 'too-much';
    const digest = sha256(text);
    const kept = await tx.findOneBy(ConversationPage, { conversationId: row.id, number });
    if (kept) return kept.digest.equals(digest) ? null : 'lost';
    await tx.insert(ConversationPage, {
      conversationId: row.id,
      number,
      digest,
      items: content.length,
      bytes: text.length,
      sealed: key.seal(text, pagePlace(row.id, number)),
      receivedAt: this.clock.now(),
    });
    await tx.update(
      ConversationRow,
      { id: row.id },
      { items: row.items + content.length, bytes: row.bytes + text.length },
    );
    return null;
  }

  /** The call is done, or failed there. Wakes who waits for it, in the transaction that writes it down. */
  async end(
    tx: EntityManager,
    agentId: string,
    call: { id: string; fence: number },
    result: { pages: number } | { error: AgentFault },
  ): Promise<CallRefusal | null> {
    const row = await this.mine(tx, agentId, call, true);
    if (!row) return 'lost';
    if (row.answeredAt) return null;
    const pages = await tx.find(ConversationPage, { where: { conversationId: row.id }, order: { number: 'ASC' } });
    if ('pages' in result && (pages.length !== result.pages || pages.at(-1)?.number !== (result.pages || undefined))) {
      return 'pages-missing';
    }
    const file = (await this.requests.file(tx, row.requestId))!;
    const key = await this.keys.of(tx, { kind: 'case', id: row.caseId });
    const at = this.clock.now();
    const state = 'error' in result ? 'needs-a-person' : 'done';
    await tx.update(
      ConversationRow,
      { id: row.id },
      {
        state,
        answeredAt: at,
        leaseUntil: null,
        answer: key.seal(JSON.stringify('error' in result ? { error: result.error } : {}), answerPlace(row.id)),
        // Nobody is to encrypt to it any more.
        box: null,
      },
    );
    await this.ledger.append(tx, {
      kind: 'exchange.answered',
      case: file.case.ledgerId,
      request: file.request.ledgerId,
      by: { role: 'connector' },
      at,
      data: {
        system: row.system,
        verb: row.verb,
        conversation: row.id,
        state: 'error' in result ? result.error.code : 'done',
        how: 'agent',
        digest: sha256(Buffer.concat(pages.map(({ digest }) => digest))).toString('hex'),
      },
    });
    for (const asker of row.askers) await this.answers.arrived(tx, asker);
    return null;
  }

  private async next(tx: EntityManager, agentId: string, systems: readonly string[]): Promise<LeasedCall | null> {
    const now = this.clock.now();
    // Whose request ended meanwhile is passed over, unless it was begun to be destroyed.
    const [rows]: [ConversationRow[]] = await tx.query(
      `UPDATE conversation SET state = 'taken', agent_id = $1, lease_until = $4, fence = fence + 1, items = 0, bytes = 0,
         seen_at = coalesce(seen_at, $3)
       WHERE id = (SELECT v.id FROM conversation v JOIN task t ON t.id = v.askers[1]
                   WHERE v.answerer = 'agent' AND v.answered_at IS NULL AND v.system = ANY($2::text[]) AND v.expires_at > $3
                     AND (v.lease_until IS NULL OR v.lease_until < $3) AND t.state IN ('ready', 'leased', 'parked')
                   ORDER BY v.opened_at, v.id LIMIT 1 FOR UPDATE OF v SKIP LOCKED)
       RETURNING id`,
      [agentId, systems, now, this.leaseEnd()],
    );
    if (!rows[0]) return null;
    const row = await tx.findOneByOrFail(ConversationRow, { id: rows[0].id });
    // Whoever held it before is silent; what he had uploaded may be half of something.
    await tx.delete(ConversationPage, { conversationId: row.id });
    const agent = await tx.findOneByOrFail(Agent, { id: agentId });
    const key = await this.keys.of(tx, { kind: 'case', id: row.caseId });
    const { input, box } = JSON.parse(key.openText(row.question, questionPlace(row.id))) as {
      input: unknown;
      box: JWK;
    };
    const map = await this.systems.map(row.mapId);
    const work = {
      language: AGENT_LANGUAGE,
      call: row.id,
      verb: row.verb,
      map: { ...map, connection: {} },
      input,
      digestKey: this.tags.digest('fingerprint', 'agents')(row.system),
      box,
    };
    return {
      id: row.id,
      system: row.system,
      fence: row.fence,
      work: await encryptTo(agent.publicKey!, row.id, JSON.stringify(work)),
    };
  }

  private async mine(
    tx: EntityManager,
    agentId: string,
    { id, fence }: { id: string; fence: number },
    alsoAnswered = false,
  ): Promise<ConversationRow | null> {
    const row = await tx.findOne(ConversationRow, {
      where: { id, agentId, fence },
      lock: { mode: 'pessimistic_write' },
    });
    return row && (alsoAnswered || row.answeredAt === null) ? row : null;
  }

  private async faultOf(tx: EntityManager, row: ConversationRow): Promise<AgentFault> {
    const key = await this.keys.of(tx, { kind: 'case', id: row.caseId });
    const said = JSON.parse(key.openText(row.answer!, answerPlace(row.id))) as { error?: AgentFault };
    return said.error ?? { code: 'refused', reason: 'conflict' };
  }

  private leaseEnd(): Date {
    return new Date(this.clock.now().getTime() + this.times.agentLeaseSeconds * 1000);
  }
}

async function opened(privateKey: string, about: string, jwe: string): Promise<unknown> {
  try {
    return JSON.parse(await decryptWith(JSON.parse(privateKey) as JWK, about, jwe)) as unknown;
  } catch {
    // Changed on the way, meant for another page, or no JSON: whatever it is, it is not taken.
    return null;
  }
}

function sha256(content: string | Buffer): Buffer {
  return createHash('sha256').update(content).digest();
}
