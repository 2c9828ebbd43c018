import { readdirSync } from 'node:fs';
import type { Ground } from '../ground.js';
import type { LawData } from '../law-data.js';
import { Law } from '../law.js';
import { Laws } from '../laws.js';
import { groundInconsistencies, inconsistencies } from './consistency.js';
import { refine } from './refine.js';
import { SchemaCheck } from './schema-check.js';
import { YamlFile } from './yaml-file.js';

/** A broken law file stops the start: its message names file and line of every complaint. */
export class BrokenLawFile extends Error {
  constructor(readonly complaints: readonly string[]) {
    super(`These law files cannot be used:\n${complaints.map((one) => `  ${one}`).join('\n')}`);
  }
}

const GROUNDS = 'grounds.yaml';

/** A file whose own content is in order, before the law that it refines is filled in. */
interface Draft {
  file: YamlFile;
  pin: string;
  base: string | undefined;
  sections: Record<string, unknown>;
}

/**
 * Reads all laws and grounds of a folder: every `*.yaml` is a version of a law, except `grounds.yaml`.
 *
 * @param folder with a slash at its end; holds the schemas too, unless they are named apart
 * @throws BrokenLawFile
 */
export function readLaws(folder: URL, schemas: URL = folder): Laws {
  const check = new SchemaCheck(schemas);
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  const drafts = names.filter((name) => name !== GROUNDS).map((name) => draftOf(new URL(name, folder), check));
  const groundsFile = new YamlFile(new URL(GROUNDS, folder));
  const grounds = readGrounds(groundsFile, check);

  const byPin = new Map<string, Draft>();
  for (const draft of drafts) {
    if (byPin.has(draft.pin)) throw new BrokenLawFile([draft.file.complaint(['version'], `${draft.pin} exists twice`)]);
    byPin.set(draft.pin, draft);
  }
  // A law before those that refine it, so that a mistake is named in the file that holds it.
  const laws = drafts
    .map((draft) => chainOf(draft, byPin))
    .toSorted((a, b) => a.length - b.length)
    .map((chain) => lawOf(chain, grounds, check));
  stopOn(groundInconsistencies(groundsFile, grounds.values(), new Set(laws.map((law) => law.id))));
  stopOn(overlaps(laws, byPin));
  return new Laws(laws, grounds);
}

function stopOn(complaints: string[]): void {
  if (complaints.length > 0) throw new BrokenLawFile(complaints);
}

function draftOf(url: URL, check: SchemaCheck): Draft {
  const file = new YamlFile(url);
  stopOn(file.syntaxErrors());
  const data = file.data();
  stopOn(check.ofLaw(file, data));
  const sections = data as Record<string, unknown> & { law: string; version: string; extends?: string };
  return { file, pin: `${sections.law}@${sections.version}`, base: sections.extends, sections };
}

function readGrounds(file: YamlFile, check: SchemaCheck): Map<string, Ground> {
  stopOn(file.syntaxErrors());
  const data = file.data();
  stopOn(check.ofGrounds(file, data));
  const { grounds } = data as { grounds: Record<string, Ground> };
  return new Map(Object.entries(grounds).map(([id, ground]) => [id, { ...ground, id }]));
}

function lawOf(chain: Chain, grounds: Map<string, Ground>, check: SchemaCheck): Law {
  const { file } = chain[0];
  const sections = chain.reduceRight<Record<string, unknown>>((base, one) => refine(base, one.sections), {});
  stopOn(check.ofLaw(file, sections));
  const data = sections as unknown as LawData;
  stopOn(inconsistencies(file, data, grounds));
  const lineage = chain.slice(1).map((one) => String(one.sections.law));
  return new Law(
    data,
    [...new Set(lineage)].filter((id) => id !== data.law),
    grounds,
  );
}

/** The draft, the one it refines, the one that refines, and so on. */
type Chain = [Draft, ...Draft[]];

function chainOf(draft: Draft, byPin: Map<string, Draft>): Chain {
  const chain: Chain = [draft];
  let current = draft;
  while (current.base !== undefined) {
    const base = byPin.get(current.base);
    if (!base) throw new BrokenLawFile([current.file.complaint(['extends'], `no file holds ${current.base}`)]);
    if (chain.includes(base)) {
      throw new BrokenLawFile([current.file.complaint(['extends'], `${current.base} refines this one in turn`)]);
    }
    chain.push(base);
    current = base;
  }
  return chain;
}

/** On any day, at most one version of a law may begin; a version ends where the next begins. */
function overlaps(laws: readonly Law[], byPin: Map<string, Draft>): string[] {
  const seen = new Map<string, string>();
  return laws.flatMap((law) => {
    const key = `${law.id} ${law.data.valid.from}`;
    const other = seen.get(key);
    seen.set(key, law.pin);
    const file = byPin.get(law.pin)?.file;
    return other && file ? [file.complaint(['valid', 'from'], `${other} begins on the same day`)] : [];
  });
}
