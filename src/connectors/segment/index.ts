import type { ConnectorFactory } from '../kit/contract.js';
import { restConnector } from '../rest/rest-connector.js';
import { vendorDefinition } from '../rest/vendors.js';
import { deleteUser } from './regulation.js';

/** Segment: what the definition says, and by code when a regulation counts as done. */
export const segment: ConnectorFactory = restConnector(vendorDefinition('segment'), {
  ways: { users: { delete: deleteUser } },
});
