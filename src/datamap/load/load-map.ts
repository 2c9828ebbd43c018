import { place, type Finding, type Locate } from '../finding.js';
import type { SystemMap } from '../language.js';
import { checkSchema } from './schema.js';
import { readYaml, type YamlSource } from './yaml-source.js';

export type LoadedMap =
  | { status: 'loaded'; file: string; text: string; map: SystemMap; locate: Locate }
  | { status: 'refused'; file: string; findings: Finding[] };

/** Reads the YAML of one system's map. What is wrong with it is returned with its line; nothing is thrown. */
export function loadMap(file: string, text: string): LoadedMap {
  return mapIn(file, text, readYaml(text));
}

/** As `loadMap`, of a text that has been read already. */
export function mapIn(file: string, text: string, source: YamlSource): LoadedMap {
  if (source.status === 'refused') {
    return { status: 'refused', file, findings: place(source.remarks, file, source.locate) };
  }
  const checked = checkSchema(source.value);
  if ('remarks' in checked) {
    return { status: 'refused', file, findings: place(checked.remarks, file, source.locate) };
  }
  return { status: 'loaded', file, text, map: checked.map, locate: source.locate };
}
