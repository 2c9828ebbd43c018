import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { connectorFactories } from '../../connectors/index.js';
import { ownConnectors } from '../../connectors/rest/vendors.js';
import { secretsInClear } from '../../datamap/secrets.js';
import { scan } from '../../datamap/scan/scan.js';
import { proposeStandard } from '../../datamap/scan/standard.js';
import { unansweredFacts } from '../../datamap/fill-in.js';
import type { SystemMap } from '../../datamap/language.js';
import type { Options } from '../define.js';
import { settingsOfProcess } from '../environment.js';
import { CliFailure, exitCodes } from '../failure.js';
import type { Outcome } from '../outcome.js';
import { withSystem } from './live-system.js';

interface ScanOptions extends Options {
  system: string;
  url?: string;
  connection?: string;
  connector: string;
  controller?: string[];
  sample: string;
}

export async function scanSystem(options: ScanOptions): Promise<Outcome> {
  const connection = connectionOf(options);
  const { system, connector, controller: controllers } = options;
  const input = { system, connector, connection, ...(controllers ? { controllers } : {}) };
  const standard = [...connectorFactories, ...ownConnectors(settingsOfProcess().CONNECTORS_DIR)].findLast(
    ({ name }) => name === connector,
  )?.standard;
  if (standard) {
    const { map, yaml } = proposeStandard(standard, input);
    return { json: { map, yaml }, lines: [yaml.trimEnd()] };
  }
  // Only to be opened: what a map says beyond its connection is what the scan is to propose.
  const bare: SystemMap = {
    habeas: 1,
    system,
    title: system,
    connector,
    connection,
    controllers: controllers ?? [],
    ...unansweredFacts(),
    collections: {},
  };
  const survey = await withSystem(bare, (opened) => opened.survey({ sample: Number(options.sample) }));
  const { map, yaml } = scan(survey, input);
  return { json: { map, yaml }, lines: [yaml.trimEnd()] };
}

function connectionOf({ url, connection }: ScanOptions): Record<string, unknown> {
  if (connection !== undefined) {
    const settings: unknown = parse(readFileSync(connection, 'utf8'));
    if (typeof settings !== 'object' || settings === null || Array.isArray(settings)) {
      throw new CliFailure('--connection takes a file with the settings of a connector.', exitCodes.usage);
    }
    const table = settings as Record<string, unknown>;
    if (secretsInClear(table).length > 0) {
      throw new CliFailure('Secrets stand there as references, env:NAME or file:PATH.', exitCodes.usage);
    }
    return table;
  }
  if (url === undefined || !/^(env|file):./.test(url)) {
    throw new CliFailure(
      '--url takes a reference, env:NAME or file:PATH: the map must not hold the address itself.',
      exitCodes.usage,
    );
  }
  return { url };
}
