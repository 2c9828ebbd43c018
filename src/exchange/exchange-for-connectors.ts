import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Refused } from '../connectors/kit/errors.js';
import type { Exchange } from '../connectors/kit/exchange.js';
import { SystemAccess } from '../connectors/system-access.js';
import { Transactions } from '../platform/queues/transactions.js';
import { AgentCalls } from './agents/agent-calls.js';
import { AgentSiteRow } from './agents/agent-site.entity.js';
import { Answering } from './answering.js';
import { ConversationRow } from './conversation.entity.js';
import { Conversations } from './conversations.js';
import { OpenQuestions } from './open-questions.js';
import { PersonTelling } from './person-telling.js';

/** What connectors are given as `tools.exchange`. */
@Injectable()
export class ExchangeForConnectors implements OnModuleInit {
  constructor(
    private readonly access: SystemAccess,
    private readonly transactions: Transactions,
    private readonly conversations: Conversations,
    private readonly answering: Answering,
    private readonly open: OpenQuestions,
    private readonly people: PersonTelling,
    private readonly agentCalls: AgentCalls,
  ) {}

  onModuleInit(): void {
    this.access.lend((system, mapId) => this.of(system, mapId));
  }

  private of(system: string, mapId: string): Exchange {
    return {
      ask: (question) => this.conversations.ask(system, mapId, question),
      wholeFinds: (person) => this.conversations.wholeFinds(system, mapId, person),
      told: (id) => this.conversations.told(id),
      tellPerson: (id) => this.transactions.run((tx) => this.people.tell(tx, id)),
      items: (id) => this.conversations.items(id),
      byToken: (token) => this.open.byToken(system, token),
      byId: (id) => this.open.byId(system, id),
      pending: (limit, offset) => this.open.pending(system, limit, offset),
      append: (id, items) =>
        this.transactions.run(async (tx) => {
          const { outcome } = await this.answering.append(tx, id, items);
          if (outcome !== 'kept' && outcome !== 'kept-already') throw refusedBy(outcome);
        }),
      results: (id) => this.conversations.pages(id),
      call: (call) => this.agentCalls.ask(system, mapId, call),
      site: async () => {
        const site = await this.transactions.manager.findOneBy(AgentSiteRow, { system });
        return site && { ...site };
      },
      answer: (id, answer) =>
        this.transactions.run(async (tx) => {
          const { outcome } = await this.answering.answer(tx, id, answer, { how: 'confirmed' });
          if (outcome !== 'answered' && outcome !== 'answered-already') {
            throw refusedBy(outcome);
          }
          return this.conversations.shown(tx, await tx.findOneByOrFail(ConversationRow, { id }));
        }),
    };
  }
}

function refusedBy(outcome: string): Refused {
  return new Refused('conflict', `What the other side says is not taken: ${outcome}.`);
}
