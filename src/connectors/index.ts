import type { ConnectorFactory } from './kit/contract.js';
import { agent } from './agent/index.js';
import { datagrail } from './datagrail/index.js';
import { freshdesk } from './freshdesk/index.js';
import { hubspot } from './hubspot/index.js';
import { intercom } from './intercom/index.js';
import { jira } from './jira/index.js';
import { ketch } from './ketch/index.js';
import { manual } from './manual/index.js';
import { mysql } from './mysql/index.js';
import { opendsr } from './opendsr/index.js';
import { postgres } from './postgres/index.js';
import { restVendors } from './rest/vendors.js';
import { segment } from './segment/index.js';
import { transcend } from './transcend/index.js';
import { webhook } from './webhook/index.js';
import { zendesk } from './zendesk/index.js';

/**
 * Every connector of the house. Adding one with code is a folder and a line here; a SaaS with a REST API is a definition
 * below `rest/vendors`. Of two with one name the later one counts: a vendor may begin as a definition and be given code.
 */
export const connectorFactories: ConnectorFactory[] = [
  postgres,
  mysql,
  webhook,
  manual,
  agent,
  transcend,
  ketch,
  datagrail,
  opendsr,
  ...restVendors(),
  zendesk,
  freshdesk,
  intercom,
  hubspot,
  segment,
  jira,
];
