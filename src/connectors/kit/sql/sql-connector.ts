import type { SystemMap } from '../../../datamap/language.js';
import type { Connector, ConnectorTools, Description } from '../contract.js';
import type { IdentifierReading } from '../identifiers.js';
import { check } from './check.js';
import { collect } from './collect.js';
import { erase } from './erase.js';
import { flag } from './flag.js';
import { locate } from './locate.js';
import { reread } from './reread.js';
import { SqlContext } from './sql-context.js';
import { survey } from './survey.js';
import type { Access } from './transaction.js';

/** People of one batch: enough that a statement pays, few enough that a transaction stays short. */
const BATCH = 500;

/** The contract over any SQL database: one core, with what differs between products in the dialect. */
export function sqlConnector(
  map: SystemMap,
  access: Access,
  tools: ConnectorTools,
  options: IdentifierReading & { concurrency: number },
): Connector {
  const context = new SqlContext(map, access, options, tools);
  const description: Description = {
    connector: access.dialect.name,
    verbs: ['locate', 'collect', 'erase', 'reread', 'flag'],
    batch: { locate: BATCH, collect: BATCH, erase: BATCH, reread: BATCH, flag: BATCH },
    concurrency: options.concurrency,
    done: {
      deletion: 'hard',
      reversible: false,
      residue: {
        de: 'Speicherseiten und Protokolle der Datenbank enthalten gelöschte Zeilen, bis der Server sie überschreibt.',
        en: 'Storage pages and write-ahead logs hold deleted rows until the server reuses them.',
      },
    },
    evidence: 'reread',
  };
  return {
    describe: () => description,
    check: () => check(context),
    survey: (surveyOptions) => survey(context, surveyOptions),
    locate: (batch) => locate(context, batch),
    collect: (batch) => collect(context, batch),
    erase: (batch) => erase(context, batch),
    reread: (batch) => reread(context, batch),
    flag: (batch) => flag(context, batch),
    close: () => access.server.close(),
  };
}
