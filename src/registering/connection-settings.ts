import { Ajv, type ErrorObject } from 'ajv';
import { SEALED_REFERENCE } from '../datamap/credentials/door.js';
import type { FieldError } from '../platform/http/problems/problem.js';

/** A place in the settings, and whether what stands there is a secret by the connector's schema. */
interface Place {
  steps: string[];
  value: unknown;
  secret: boolean;
}

interface SchemaNode {
  secret?: boolean;
  properties?: Record<string, SchemaNode>;
  /** Forms that the value may have: a secret of any of them is one. */
  anyOf?: SchemaNode[];
}

/**
 * Settings with every secret in clear replaced by what `seal` gives for it; references that are sealed already stay.
 * What is a secret says the connector's schema (`secret: true`), not the name of the field.
 */
export async function sealSecrets(
  schema: object,
  settings: Record<string, unknown>,
  seal: (secret: string) => Promise<string>,
): Promise<Record<string, unknown>> {
  const sealed = structuredClone(settings);
  for (const { steps, value, secret } of placesOf(schema, settings)) {
    if (!secret || typeof value !== 'string' || SEALED_REFERENCE.test(value)) continue;
    put(sealed, steps, await seal(value));
  }
  return sealed;
}

/** Settings without their secrets: what names the door. */
export function withoutSecrets(schema: object, settings: Record<string, unknown>): Record<string, unknown> {
  const open = structuredClone(settings);
  for (const { steps, secret } of placesOf(schema, settings)) if (secret) put(open, steps, undefined);
  return open;
}

/** What is wrong with the settings by the connector's schema: places and rules, never values. */
export function settingsErrors(schema: object, settings: unknown): FieldError[] {
  const validate = new Ajv({ allErrors: true, keywords: ['secret', 'words'] }).compile(schema);
  if (validate(settings)) return [];
  const seen = new Set<string>();
  return (validate.errors ?? []).flatMap((error) => {
    const found = fieldError(error);
    const name = JSON.stringify(found);
    if (seen.has(name)) return [];
    seen.add(name);
    return [found];
  });
}

function fieldError(error: ErrorObject): FieldError {
  return { pointer: `/settings${error.instancePath}`, rule: error.keyword, detail: error.message ?? 'is not allowed' };
}

function* placesOf(schema: SchemaNode, settings: unknown, steps: string[] = []): Iterable<Place> {
  if (typeof settings !== 'object' || settings === null) return;
  for (const [name, value] of Object.entries(settings)) {
    const inner = propertyOf(schema, name);
    yield { steps: [...steps, name], value, secret: inner.secret === true };
    yield* placesOf(inner, value, [...steps, name]);
  }
}

function propertyOf(schema: SchemaNode, name: string): SchemaNode {
  const stated = [schema, ...(schema.anyOf ?? [])].flatMap(({ properties }) =>
    properties && Object.hasOwn(properties, name) ? [properties[name]!] : [],
  );
  return stated.find(({ secret }) => secret === true) ?? stated[0] ?? {};
}

function put(target: Record<string, unknown>, steps: readonly string[], value: unknown): void {
  const last = steps.at(-1)!;
  let node = target;
  for (const step of steps.slice(0, -1)) node = node[step] as Record<string, unknown>;
  if (value === undefined) delete node[last];
  else node[last] = value;
}
