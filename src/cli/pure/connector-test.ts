import { existsSync } from 'node:fs';
import { httpHarness } from '../../connectors/kit/conformance/http-harness.js';
import { runConformance } from '../../connectors/kit/conformance/run.js';
import { ConnectorFolder } from '../../connectors/rest/folder.js';
import { restConnector } from '../../connectors/rest/rest-connector.js';
import { trialMap } from '../../connectors/rest/trial-map.js';
import type { Options } from '../define.js';
import { CliFailure, exitCodes } from '../failure.js';
import type { Outcome } from '../outcome.js';
import { findingsOutcome } from './map-lint.js';

/** Lints the definition of a folder, then runs the conformance suite over it and its simulator. */
export async function connectorTest(options: Options & { in: string }, [path = '']: string[]): Promise<Outcome> {
  const found = [path, `${options.in}/${path}`].find((one) => existsSync(one));
  if (!found) {
    throw new CliFailure(`There is no folder ${path}. \`habeas connector new\` makes one.`, exitCodes.usage);
  }
  const folder = new ConnectorFolder(found);
  if (!existsSync(folder.file)) throw new CliFailure(`There is no ${folder.file}.`, exitCodes.usage);
  const loaded = folder.definition();
  if (loaded.status === 'refused') return findingsOutcome(loaded.findings, folder.file);
  const { definition } = loaded;
  const world = await folder.world();
  const results = await runConformance(
    httpHarness(restConnector(definition), (connection) => trialMap(definition, connection), world),
  );
  const failed = results.filter(({ failure }) => failure !== null);
  const count = `${results.length - failed.length} of ${results.length} hold`;
  return {
    json: { connector: definition.vendor, passed: results.length - failed.length, failed: failed.length, results },
    lines: [
      ...results.flatMap(({ name, failure }) =>
        failure === null ? [`  ok    ${name}`] : [`  FAILS ${name}`, `        ${failure}`],
      ),
      '',
      failed.length === 0 ? `${definition.vendor} keeps the contract: ${count}.` : `${definition.vendor}: ${count}.`,
    ],
    ...(failed.length > 0 ? { exitCode: exitCodes.no } : {}),
  };
}
