import { readFileSync } from 'node:fs';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { DataPath, YamlFile } from './yaml-file.js';

/** Checks files against the published schemas. */
export class SchemaCheck {
  private readonly law: ValidateFunction;
  private readonly grounds: ValidateFunction;

  /** @param folder where `law.schema.json` and `grounds.schema.json` lie */
  constructor(folder: URL) {
    // `strictTypes` and `strictRequired` refuse `if`/`then` parts that only name a property of the whole.
    const ajv = new Ajv({ allErrors: true, strictTypes: false, strictRequired: false });
    this.law = ajv.compile(readSchema(new URL('law.schema.json', folder)));
    this.grounds = ajv.compile(readSchema(new URL('grounds.schema.json', folder)));
  }

  /** Complaints about a law's file, or about what it says once the law it refines is filled in. */
  ofLaw(file: YamlFile, data: unknown): string[] {
    return complaints(this.law, file, data);
  }

  ofGrounds(file: YamlFile, data: unknown): string[] {
    return complaints(this.grounds, file, data);
  }
}

function readSchema(url: URL): object {
  return JSON.parse(readFileSync(url, 'utf8')) as object;
}

/** `if` and `not` only say that a part failed which has its own message, or none that helps. */
const ECHOES = new Set(['if', 'allOf']);

function complaints(validate: ValidateFunction, file: YamlFile, data: unknown): string[] {
  if (validate(data)) return [];
  const found = (validate.errors ?? [])
    .filter((error) => !ECHOES.has(error.keyword))
    .map((error) => file.complaint(pathOf(error, data), wordsOf(error)));
  return [...new Set(found)];
}

function pathOf(error: ErrorObject, data: unknown): DataPath {
  const path: (string | number)[] = [];
  let current = data;
  for (const part of error.instancePath.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    path.push(Array.isArray(current) ? Number(name) : name);
    current = (current as Record<string, unknown> | undefined)?.[name];
  }
  const extra = extraName(error);
  return extra === null ? path : [...path, extra];
}

function extraName(error: ErrorObject): string | null {
  const params = error.params as Record<string, unknown>;
  const name = params.additionalProperty ?? (error.keyword === 'propertyNames' ? params.propertyName : undefined);
  return typeof name === 'string' ? name : null;
}

function wordsOf(error: ErrorObject): string {
  const params = error.params as Record<string, unknown>;
  if (error.keyword === 'enum') return `must be one of ${(params.allowedValues as unknown[]).join(', ')}`;
  if (error.keyword === 'additionalProperties') return 'is not known here';
  return error.message ?? error.keyword;
}
