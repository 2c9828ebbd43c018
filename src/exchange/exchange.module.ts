import { Module } from '@nestjs/common';
import { LawsModule } from '../laws/laws.module.js';
import { RequestsModule } from '../requests/requests.module.js';
import { WorkModule } from '../work/work.module.js';
import { AgentCalls } from './agents/agent-calls.js';
import { AgentAuthenticator } from './agents/agent.authenticator.js';
import { AgentController } from './agents/agent.controller.js';
import { Agents } from './agents/agents.js';
import { Answering } from './answering.js';
import { Attachments } from './attachments.js';
import { CallbackAuthenticator } from './callback.authenticator.js';
import { ConversationTokens } from './conversation-tokens.js';
import { Conversations } from './conversations.js';
import { ExchangeForConnectors } from './exchange-for-connectors.js';
import { ExchangeTimes } from './exchange-times.js';
import { ExchangeViews } from './exchange-views.js';
import { ProtocolsController } from './protocols.controller.js';
import { ExchangeController } from './exchange.controller.js';
import { OpenQuestions } from './open-questions.js';
import { PersonTelling } from './person-telling.js';

/** Conversations with systems that are asked and answer later. */
@Module({
  imports: [RequestsModule, WorkModule, LawsModule],
  controllers: [ExchangeController, AgentController, ProtocolsController],
  providers: [
    AgentAuthenticator,
    AgentCalls,
    Agents,
    Answering,
    Attachments,
    CallbackAuthenticator,
    ConversationTokens,
    Conversations,
    ExchangeForConnectors,
    ExchangeTimes,
    ExchangeViews,
    OpenQuestions,
    PersonTelling,
  ],
  exports: [Agents, Answering, Attachments, ConversationTokens, Conversations, ExchangeTimes, ExchangeViews],
})
export class ExchangeModule {}
