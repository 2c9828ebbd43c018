import type { ConnectorFactory } from '../kit/contract.js';
import { restConnector } from '../rest/rest-connector.js';
import { tellTickets } from '../rest/tell-tickets.js';
import { vendorDefinition } from '../rest/vendors.js';
import { ticketsOf } from './reply.js';

/** Intercom: what the definition says, and words in its tickets. */
export const intercom: ConnectorFactory = restConnector(vendorDefinition('intercom'), {
  vary: (connector, context) => ({ ...connector, reply: (batch) => tellTickets(ticketsOf(context), batch) }),
});
