import type { SystemMap } from '../../datamap/language.js';
import type { Definition } from './definition.js';
import { standardCollections } from './standard.js';

/** A map with the collections of a definition and one made-up controller, for trying the definition out. */
export function trialMap(definition: Definition, connection: Record<string, unknown>): SystemMap {
  const collections = Object.entries(standardCollections(definition)).map(
    ([name, collection]) => [name, { ...collection, purpose: 'trial' }] as const,
  );
  return {
    habeas: 1,
    system: definition.vendor,
    title: definition.title,
    connector: definition.vendor,
    connection,
    controllers: ['acme'],
    purposes: { trial: { title: 'Trial', basis: '6(1)(f)', ends: 'at once' } },
    recipients: [],
    source: 'none',
    transfers: 'none',
    automatedDecisions: 'none',
    copies: {},
    collections: Object.fromEntries(collections),
  };
}
