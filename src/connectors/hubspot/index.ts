import type { ConnectorFactory } from '../kit/contract.js';
import { restConnector } from '../rest/rest-connector.js';
import { tellTickets } from '../rest/tell-tickets.js';
import { vendorDefinition } from '../rest/vendors.js';
import { ticketsOf } from './reply.js';

/** HubSpot: what the definition says, and words in its tickets. */
export const hubspot: ConnectorFactory = restConnector(vendorDefinition('hubspot'), {
  vary: (connector, context) => ({ ...connector, reply: (batch) => tellTickets(ticketsOf(context), batch) }),
});
