import { readFile, stat } from 'node:fs/promises';
import { ConnectorFolder } from '../../connectors/rest/folder.js';
import { loadDefinition } from '../../connectors/rest/load.js';
import type { Options } from '../define.js';
import type { Outcome } from '../outcome.js';
import { findingsOutcome } from './map-lint.js';

export async function connectorLint(options: Options & { strict?: boolean }, paths: string[]): Promise<Outcome> {
  const findings = [];
  for (const path of paths) {
    const loaded = (await stat(path)).isDirectory()
      ? new ConnectorFolder(path).definition()
      : loadDefinition(path, await readFile(path, 'utf8'));
    findings.push(...loaded.findings);
  }
  const looked = `${paths.length} ${paths.length === 1 ? 'definition' : 'definitions'}`;
  return findingsOutcome(findings, looked, options.strict === true);
}
