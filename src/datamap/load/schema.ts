import { readFileSync } from 'node:fs';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { Path, Remark } from '../finding.js';
import { ARTICLE_15_FACTS, type SystemMap } from '../language.js';

/** The published schema, as editors read it. */
export const schema = JSON.parse(readFileSync(new URL('../datamap.schema.json', import.meta.url), 'utf8')) as object;

const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, strictRequired: false, verbose: true });
formats.default(ajv);
const validate = ajv.compile<SystemMap>(schema);

/** Most remarks that one map gets: an attacker's file must not become a flood. */
const MAX_REMARKS = 100;

/** Is it a map, as far as a schema can tell? Remarks name the place and what is allowed there. */
export function checkSchema(value: unknown): { map: SystemMap } | { remarks: Remark[] } {
  if (validate(value)) return { map: value };
  const errors = validate.errors ?? [];
  // `if`, `oneOf` and `$ref` only repeat what their branches say; of a strategy that fits none, one remark is enough.
  const choices = errors.filter((error) => error.keyword === 'oneOf').map((error) => error.instancePath);
  const told = errors.filter(
    (error) =>
      error.keyword !== 'if' &&
      (error.keyword === 'oneOf' || !choices.some((choice) => error.instancePath.startsWith(choice))),
  );
  return { remarks: told.slice(0, MAX_REMARKS).map(remarkOn) };
}

function remarkOn(error: ErrorObject): Remark {
  const path = pathOf(error.instancePath);
  return special(error, path) ?? { severity: 'error', code: `schema/${error.keyword}`, path, ...words(error, path) };
}

/** Omissions that have a meaning in law are named by it. */
function special(error: ErrorObject, path: Path): Remark | undefined {
  if (error.keyword !== 'required') return undefined;
  const missing = String(error.params.missingProperty);
  if (path.length === 0 && ARTICLE_15_FACTS.some((fact) => fact === missing)) {
    return {
      severity: 'error',
      code: 'article-15-fact-missing',
      path,
      message: `${missing} is missing: an access answer must state it (Art. 15(1), (2) GDPR).`,
      hint: `Add ${missing}; say so explicitly when there is none.`,
    };
  }
  if (path[0] === 'copies' && missing === 'kept') {
    return {
      severity: 'error',
      code: 'copy-without-end',
      path,
      message: 'The copy does not say how long it lives on.',
      hint: 'Add kept as an ISO 8601 duration, e.g. P35D.',
    };
  }
  if (path.at(-1) === 'anonymised') {
    return {
      severity: 'error',
      code: 'anonymised-unassessed',
      path,
      message: `anonymised lacks ${missing}: masked data counts as still held until somebody has assessed it.`,
      hint: 'Name who assessed re-identification, on which day and why it is excluded; or remove anonymised.',
    };
  }
  if (path.at(-1) === 'retain' && missing === 'keep') {
    return {
      severity: 'error',
      code: 'retain-without-keep',
      path,
      message: 'Nothing says which fields the law wants kept.',
      hint: 'List them under keep; all others are cleared.',
    };
  }
  return undefined;
}

function words(error: ErrorObject, path: Path): { message: string; hint: string } {
  const subject = path.length > 0 ? String(path.at(-1)) : 'The map';
  const about = (error.parentSchema as { description?: string } | undefined)?.description ?? '';
  switch (error.keyword) {
    case 'additionalProperties':
      return {
        message: `${subject} does not know ${JSON.stringify(String(error.params.additionalProperty))}.`,
        hint: 'Check the spelling against docs/data-map.md.',
      };
    case 'required':
      return { message: `${subject} lacks ${String(error.params.missingProperty)}.`, hint: about };
    case 'enum':
      return {
        message: `${subject} has a value that is not one of ${(error.params.allowedValues as unknown[]).join(', ')}.`,
        hint: about,
      };
    case 'const':
      return { message: `${subject} must be ${JSON.stringify(error.params.allowedValue)}.`, hint: about };
    case 'oneOf':
      return {
        message: `${subject} is not a way to mask.`,
        hint: 'One of: null, constant, hash, date, keepPrefix, json, redact.',
      };
    default:
      return { message: `${subject} ${error.message ?? 'is not allowed'}.`, hint: about };
  }
}

/** RFC 6901. */
function pathOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}
