import { readFile, stat } from 'node:fs/promises';
import { type Finding, sentence } from '../../datamap/finding.js';
import { lint } from '../../datamap/lint/lint.js';
import { loadMapFolder } from '../../datamap/load/load-folder.js';
import { loadMap } from '../../datamap/load/load-map.js';
import { readLaws } from '../../laws/reading/read-laws.js';
import type { Options } from '../define.js';
import { exitCodes } from '../failure.js';
import type { Outcome } from '../outcome.js';

export async function lintMaps(options: Options & { strict?: boolean }, paths: string[]): Promise<Outcome> {
  const knownGrounds = readLaws(new URL('../../laws/', import.meta.url)).knownGrounds();
  const findings: Finding[] = [];
  let maps = 0;
  for (const path of paths) {
    if ((await stat(path)).isDirectory()) {
      const folder = await loadMapFolder(path, { knownGrounds });
      maps += folder.maps.length;
      findings.push(...folder.findings);
    } else {
      const loaded = loadMap(path, await readFile(path, 'utf8'));
      if (loaded.status === 'loaded') maps += 1;
      findings.push(
        ...(loaded.status === 'loaded'
          ? lint(loaded.map, { file: path, locate: loaded.locate, knownGrounds })
          : loaded.findings),
      );
    }
  }
  return findingsOutcome(findings, `${maps} ${maps === 1 ? 'map' : 'maps'}`, options.strict === true);
}

/** Findings as lines that editors can jump to, and a last line that counts them. */
export function findingsOutcome(findings: readonly Finding[], looked: string, strict = false): Outcome {
  const errors = findings.filter((one) => one.severity === 'error').length;
  const warnings = findings.length - errors;
  const count = (number: number, word: string): string => `${number} ${word}${number === 1 ? '' : 's'}`;
  return {
    json: { errors, warnings, findings },
    lines: [...findings.map(sentence), `${looked}: ${count(errors, 'error')}, ${count(warnings, 'warning')}.`],
    ...(errors > 0 || (strict && warnings > 0) ? { exitCode: exitCodes.no } : {}),
  };
}
