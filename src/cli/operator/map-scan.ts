import { scan } from '../../datamap/scan/scan.js';
import { unansweredFacts } from '../../datamap/fill-in.js';
import type { SystemMap } from '../../datamap/language.js';
import type { Options } from '../define.js';
import { settingsOfProcess } from '../environment.js';
import { CliFailure, exitCodes } from '../failure.js';
import type { Outcome } from '../outcome.js';
import { withSystem } from './live-system.js';

interface ScanOptions extends Options {
  system: string;
  url: string;
  connector: string;
  controller?: string[];
  sample: string;
}

export async function scanSystem(options: ScanOptions): Promise<Outcome> {
  if (!/^(env|file):./.test(options.url)) {
    throw new CliFailure(
      '--url takes a reference, env:NAME or file:PATH: the map must not hold the address itself.',
      exitCodes.usage,
    );
  }
  settingsOfProcess();
  const { system, connector, controller: controllers } = options;
  const connection = { url: options.url };
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
  const { map, yaml } = scan(survey, { system, connector, connection, ...(controllers ? { controllers } : {}) });
  return { json: { map, yaml }, lines: [yaml.trimEnd()] };
}
