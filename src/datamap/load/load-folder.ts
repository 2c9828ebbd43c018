import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { place, type Finding } from '../finding.js';
import type { SystemMap } from '../language.js';
import { lint, type LintOptions } from '../lint/lint.js';
import { loadMap } from './load-map.js';
import { MAX_BYTES } from './yaml-source.js';

export interface MapFile {
  file: string;
  text: string;
  map: SystemMap;
}

export interface LoadedFolder {
  /** Maps that could be read, also those the linter complains of: look at `findings` before using them. */
  maps: MapFile[];
  findings: Finding[];
}

/** Files of the folder that are read by other rooms. */
const NOT_MAPS = new Set(['controllers.yaml', 'controllers.yml']);

/**
 * Reads and lints every `*.yaml` and `*.yml` of a folder (not of those below it), in the order of their names.
 *
 * @throws when the folder itself cannot be read.
 */
export async function loadMapFolder(directory: string, options: LintOptions = {}): Promise<LoadedFolder> {
  const names = (await readdir(directory)).filter((name) => /\.ya?ml$/.test(name) && !NOT_MAPS.has(name)).sort();
  const maps: MapFile[] = [];
  const findings: Finding[] = [];
  const files = new Map<string, string>();
  for (const name of names) {
    const file = join(directory, name);
    const text = await readText(file);
    if (text === null) continue;
    if (typeof text !== 'string') {
      findings.push(...place([{ ...text, path: [] }], file, () => ({ line: 1, column: 1 })));
      continue;
    }
    const loaded = loadMap(file, text);
    if (loaded.status === 'refused') {
      findings.push(...loaded.findings);
      continue;
    }
    findings.push(...lint(loaded.map, { ...options, file, locate: loaded.locate }));
    const other = files.get(loaded.map.system);
    if (other) {
      const message = `${loaded.map.system} is described in ${other} already.`;
      const hint = 'One file a system; give one of them another name.';
      findings.push(
        ...place([{ severity: 'error', code: 'system-twice', path: ['system'], message, hint }], file, loaded.locate),
      );
    }
    files.set(loaded.map.system, file);
    maps.push({ file, text, map: loaded.map });
  }
  return { maps, findings };
}

type Unreadable = { severity: 'error'; code: string; message: string; hint: string };

/** Null for what is no file: a folder may bear any name. Links are followed, as mounted configuration consists of them. */
async function readText(file: string): Promise<string | Unreadable | null> {
  const found = await stat(file);
  if (!found.isFile()) return null;
  if (found.size > MAX_BYTES) {
    return {
      severity: 'error',
      code: 'yaml/too-large',
      message: `The file is larger than ${MAX_BYTES} bytes.`,
      hint: 'Split it by system.',
    };
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file));
  } catch {
    return { severity: 'error', code: 'yaml/not-utf-8', message: 'The file is not UTF-8.', hint: 'Save it as UTF-8.' };
  }
}
