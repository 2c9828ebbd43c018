import type { ConnectorFactory } from './kit/contract.js';
import { mysql } from './mysql/index.js';
import { postgres } from './postgres/index.js';

/** Every connector of the house. Adding one is a folder and a line here. */
export const connectorFactories: ConnectorFactory[] = [postgres, mysql];
