import type { ConnectorFactory } from '../kit/contract.js';
import { restConnector } from '../rest/rest-connector.js';
import { tellTickets } from '../rest/tell-tickets.js';
import { vendorDefinition } from '../rest/vendors.js';
import { releaseCustomer } from './customer.js';
import { ticketsOf } from './reply.js';

/** Jira Service Management: what the definition says, and by code how far an account can be erased from here. */
export const jira: ConnectorFactory = restConnector(vendorDefinition('jira'), {
  ways: { customers: { delete: releaseCustomer } },
  vary: (connector, context) => ({ ...connector, reply: (batch) => tellTickets(ticketsOf(context), batch) }),
});
