import type { ConnectorFactory } from '../kit/contract.js';
import { restConnector } from '../rest/rest-connector.js';
import { tellTickets } from '../rest/tell-tickets.js';
import { vendorDefinition } from '../rest/vendors.js';
import { maskComment } from './comments.js';
import { closeTickets, deleteUser } from './deletion.js';
import { ticketsOf } from './reply.js';

/** Zendesk: what the definition says, and by code what it cannot. */
export const zendesk: ConnectorFactory = restConnector(vendorDefinition('zendesk'), {
  ways: {
    users: { beforeDelete: closeTickets, delete: deleteUser },
    comments: { mask: maskComment },
  },
  vary: (connector, context) => ({ ...connector, reply: (batch) => tellTickets(ticketsOf(context), batch) }),
});
