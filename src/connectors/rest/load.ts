import { place, type Finding } from '../../datamap/finding.js';
import { readYaml } from '../../datamap/load/yaml-source.js';
import type { Definition } from './definition.js';
import { offences } from './lint/rules.js';
import { checkSchema } from './lint/schema.js';

export type LoadedDefinition =
  | { status: 'loaded'; definition: Definition; /** Warnings alone. */ findings: Finding[] }
  | { status: 'refused'; findings: Finding[] };

/** Reads and lints the YAML of a definition. What is wrong with it is returned with its line; nothing is thrown. */
export function loadDefinition(file: string, text: string): LoadedDefinition {
  const source = readYaml(text);
  if (source.status === 'refused') return { status: 'refused', findings: place(source.remarks, file, source.locate) };
  const checked = checkSchema(source.value);
  if ('remarks' in checked) return { status: 'refused', findings: place(checked.remarks, file, source.locate) };
  const findings = place([...offences(checked.definition)], file, source.locate);
  return findings.some(({ severity }) => severity === 'error')
    ? { status: 'refused', findings }
    : { status: 'loaded', definition: checked.definition, findings };
}
