import { readFileSync } from 'node:fs';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import type { Remark } from '../../../datamap/finding.js';
import type { Definition } from '../definition.js';

/** The published schema, as editors read it. */
export const schema = JSON.parse(readFileSync(new URL('../definition.schema.json', import.meta.url), 'utf8')) as object;

/** Of a choice whose branches all fail, one remark is enough; these say nothing of their own. */
const REPEATERS = new Set(['if', '$ref', 'propertyNames']);
const MOST = 50;

/** Is it a definition, as far as a schema can tell? */
export function checkSchema(value: unknown): { definition: Definition } | { remarks: Remark[] } {
  const validate = compiled();
  if (validate(value)) return { definition: value as Definition };
  const errors = validate.errors ?? [];
  const choices = errors.filter(({ keyword }) => keyword === 'oneOf' || keyword === 'anyOf');
  const told = errors.filter(
    (error) =>
      !REPEATERS.has(error.keyword) &&
      !choices.some((choice) => choice !== error && error.schemaPath.startsWith(`${choice.schemaPath}/`)),
  );
  return { remarks: told.slice(0, MOST).map(remarkOn) };
}

let validator: ReturnType<Ajv2020['compile']> | null = null;

function compiled(): ReturnType<Ajv2020['compile']> {
  validator ??= new Ajv2020({
    allErrors: true,
    strict: true,
    strictTypes: false,
    strictRequired: false,
    verbose: true,
    allowUnionTypes: true,
  }).compile(schema);
  return validator;
}

function remarkOn(error: ErrorObject): Remark {
  const path = error.instancePath
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  const subject = path.length > 0 ? String(path.at(-1)) : 'The definition';
  const about = (error.parentSchema as { description?: string } | undefined)?.description ?? '';
  return { severity: 'error', code: `schema/${error.keyword}`, path, message: sentenceOf(error, subject), hint: about };
}

function sentenceOf(error: ErrorObject, subject: string): string {
  switch (error.keyword) {
    case 'additionalProperties':
      return `${subject} does not know ${JSON.stringify(String(error.params.additionalProperty))}.`;
    case 'required':
      return `${subject} lacks ${String(error.params.missingProperty)}.`;
    case 'enum':
      return `${subject} is not one of ${(error.params.allowedValues as unknown[]).join(', ')}.`;
    case 'const':
      return `${subject} must be ${JSON.stringify(error.params.allowedValue)}.`;
    case 'oneOf':
      return isCall(error)
        ? `${subject} needs exactly one of get, post, put, patch, delete.`
        : `${subject} fits none of the forms that it may have.`;
    default:
      return `${subject} ${error.message ?? 'is not allowed'}.`;
  }
}

const isCall = (error: ErrorObject): boolean =>
  JSON.stringify((error.schema as unknown[] | undefined)?.[0] ?? null) === '{"required":["get"]}';
