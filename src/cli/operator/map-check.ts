import { readFile, stat } from 'node:fs/promises';
import { check } from '../../datamap/check/check.js';
import { type Finding, place } from '../../datamap/finding.js';
import { loadMapFolder } from '../../datamap/load/load-folder.js';
import { loadMap, type LoadedMap } from '../../datamap/load/load-map.js';
import type { SurveyOutline } from '../../datamap/survey/survey.js';
import type { Options } from '../define.js';
import { settingsOfProcess } from '../environment.js';
import { explain } from '../failure.js';
import type { Outcome } from '../outcome.js';
import { findingsOutcome } from '../pure/map-lint.js';
import { keptSurveys } from './kept-surveys.js';
import { withSystem } from './live-system.js';

export async function checkMaps(options: Options & { sample: string }, paths: string[]): Promise<Outcome> {
  const settings = settingsOfProcess();
  const findings: Finding[] = [];
  const files = await mapFiles(paths);
  const before = await keptSurveys(settings);
  for (const loaded of files) findings.push(...(await checked(loaded, Number(options.sample), before.surveys)));
  if (before.unknown) findings.push(before.unknown);
  return findingsOutcome(findings, `${files.length} ${files.length === 1 ? 'map' : 'maps'} beside the live systems`);
}

async function mapFiles(paths: string[]): Promise<LoadedMap[]> {
  const loaded: LoadedMap[] = [];
  for (const path of paths) {
    const folder = (await stat(path)).isDirectory() ? (await loadMapFolder(path)).maps : [];
    const files = folder.length > 0 ? folder : [{ file: path, text: await readFile(path, 'utf8') }];
    loaded.push(...files.map(({ file, text }) => loadMap(file, text)));
  }
  return loaded;
}

async function checked(
  loaded: LoadedMap,
  sample: number,
  surveys: ReadonlyMap<string, SurveyOutline>,
): Promise<Finding[]> {
  if (loaded.status === 'refused') return loaded.findings;
  const { file, map, locate } = loaded;
  try {
    return await withSystem(map, async (connector) => {
      const health = await connector.check();
      const survey = await connector.survey({ sample });
      const problems = health.problems.map(({ code, detail, collection }) => ({
        severity: 'warning' as const,
        code: `live/${code}`,
        path: collection ? ['collections', collection] : ['connection'],
        message: detail,
        hint: '',
      }));
      const before = surveys.get(map.system);
      return [...place(problems, file, locate), ...check(map, survey, { file, locate, ...(before ? { before } : {}) })];
    });
  } catch (error) {
    const { message } = explain(error);
    return place(
      [{ severity: 'error', code: 'live/unreachable', path: ['connection'], message, hint: '' }],
      file,
      locate,
    );
  }
}
