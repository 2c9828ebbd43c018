import { Agent } from './agents/agent.entity.js';
import { AgentSiteRow } from './agents/agent-site.entity.js';
import { ConversationFile } from './conversation-file.entity.js';
import { ConversationPage } from './conversation-page.entity.js';
import { ConversationRow } from './conversation.entity.js';

export const exchangeEntities = [ConversationRow, ConversationPage, ConversationFile, Agent, AgentSiteRow];
