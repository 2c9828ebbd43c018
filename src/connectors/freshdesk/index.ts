import type { ConnectorFactory } from '../kit/contract.js';
import { restConnector } from '../rest/rest-connector.js';
import { tellTickets } from '../rest/tell-tickets.js';
import { vendorDefinition } from '../rest/vendors.js';
import { ticketsOf } from './reply.js';

/** Freshdesk: what the definition says, and words in its tickets. */
export const freshdesk: ConnectorFactory = restConnector(vendorDefinition('freshdesk'), {
  vary: (connector, context) => ({ ...connector, reply: (batch) => tellTickets(ticketsOf(context), batch) }),
});
