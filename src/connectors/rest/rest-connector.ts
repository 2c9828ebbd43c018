import type { Connector, ConnectorFactory, Description, IdentifyBatch, Verb } from '../kit/contract.js';
import { check } from './check.js';
import { collect } from './collect.js';
import { budgetsOf } from './budgets.js';
import type { Definition } from './definition.js';
import { erase } from './erase.js';
import { flag } from './flag.js';
import { identify } from './identify.js';
import { locate } from './locate.js';
import { reread } from './reread.js';
import { openRest, settingsOf } from './rest-context.js';
import type { RestContext } from './resolved.js';
import { standardCollections } from './standard.js';
import { surveyed } from './survey.js';

/** People of one batch: a batch that breaks off is asked for again from its beginning. */
const BATCH = 10;

/** For a vendor whose semantics do not fit. */
export interface Varied {
  /** What is done by code instead of by calls of the definition, by its collections. */
  ways?: RestContext['ways'];
  /** Takes the verbs of the definition and gives others in their place, or more. */
  vary?: (connector: Connector, context: RestContext) => Connector;
}

/** The connector of a definition. */
export function restConnector(
  definition: Definition,
  { ways = {}, vary = (connector) => connector }: Varied = {},
): ConnectorFactory {
  return {
    name: definition.vendor,
    settings: settingsOf(definition),
    standard: { collections: standardCollections(definition) },
    create(map, tools) {
      const context = openRest(definition, map, tools, ways);
      return vary(connectorOf(context), context);
    },
  };
}

function connectorOf(context: RestContext): Connector {
  const { definition } = context;
  return {
    describe(): Description {
      // What a vendor's own code adds is found on the connector that is asked.
      const further = (['reply', 'identify'] as const).filter((verb) => this[verb] !== undefined);
      return descriptionOf(definition, further);
    },
    check: () => check(context),
    survey: async () => ({
      collections: Object.entries(definition.collections).map(([name, rest]) => surveyed(name, rest)),
    }),
    locate: (batch) => locate(context, batch),
    collect: (batch) => collect(context, batch),
    erase: (batch) => erase(context, batch),
    reread: (batch) => reread(context, batch),
    flag: (batch) => flag(context, batch),
    ...(definition.subjects ? { identify: (batch: IdentifyBatch) => identify(context, batch) } : {}),
    close: async () => undefined,
  };
}

function descriptionOf(definition: Definition, further: readonly Verb[]): Description {
  const { vendor, batch = BATCH, concurrency, done, evidence = 'reread' } = definition;
  const budgets = budgetsOf(definition);
  return {
    connector: vendor,
    verbs: ['locate', 'collect', 'erase', 'reread', 'flag', ...further],
    batch: { locate: batch, collect: batch, erase: batch, reread: batch, flag: batch },
    concurrency,
    ...(budgets.length > 0 ? { budgets } : {}),
    done,
    evidence,
  };
}
