import { spelt } from '../settings/spelt.js';

/** What of JSON Schema the data map's schema uses. */
export interface MapSchema {
  $ref?: string;
  $defs?: Readonly<Record<string, MapSchema>>;
  description?: string;
  type?: string | readonly string[];
  enum?: readonly unknown[];
  const?: unknown;
  properties?: Readonly<Record<string, MapSchema>>;
  required?: readonly string[];
  additionalProperties?: boolean | MapSchema;
  items?: MapSchema;
  then?: MapSchema;
  else?: MapSchema;
  oneOf?: readonly MapSchema[];
  anyOf?: readonly MapSchema[];
  allOf?: readonly MapSchema[];
}

export interface SchemaKey {
  name: string;
  description: string | undefined;
  required: boolean;
  /** What follows the key: a table or list on lines of its own, or a value. */
  opens: 'block' | 'value';
}

export interface SchemaValue {
  text: string;
  description: string | undefined;
}

/** All forms that may stand at the path; references followed, alternatives spread out. */
export function schemasAt(root: MapSchema, path: readonly string[]): MapSchema[] {
  return path.reduce<MapSchema[]>(
    (nodes, step) => nodes.flatMap((node) => inner(node, step)).flatMap((node) => forms(root, node)),
    forms(root, root),
  );
}

export function keysAt(root: MapSchema, path: readonly string[]): SchemaKey[] {
  return schemasAt(root, path).flatMap((node) =>
    Object.entries(node.properties ?? {}).map(([name, schema]) => {
      const shapes = forms(root, schema);
      return {
        name,
        description: schema.description ?? shapes.find(({ description }) => description)?.description,
        required: node.required?.includes(name) ?? false,
        opens: shapes.some(isScalarForm) ? ('value' as const) : ('block' as const),
      };
    }),
  );
}

export function valuesAt(root: MapSchema, path: readonly string[]): SchemaValue[] {
  return schemasAt(root, path).flatMap((node) => {
    const { description } = node;
    if (node.enum) return node.enum.map((value) => ({ text: String(value), description }));
    if (node.const !== undefined) return [{ text: node.const === null ? 'null' : spelt(node.const), description }];
    if (node.type === 'boolean') return ['true', 'false'].map((text) => ({ text, description }));
    return node.type === 'null' ? [{ text: 'null', description }] : [];
  });
}

function inner(node: MapSchema, step: string): MapSchema[] {
  if (step === '*') return node.items ? [node.items] : [];
  const named = node.properties && Object.hasOwn(node.properties, step) ? node.properties[step] : undefined;
  if (named) return [named];
  return typeof node.additionalProperties === 'object' ? [node.additionalProperties] : [];
}

function forms(root: MapSchema, node: MapSchema, depth = 0): MapSchema[] {
  // The schema refers to itself nowhere without a step between; this is for one that would.
  if (depth > 12) return [];
  const referred = node.$ref?.startsWith('#/$defs/') ? root.$defs?.[node.$ref.slice('#/$defs/'.length)] : undefined;
  const others = [referred, node.then, node.else, ...(node.oneOf ?? []), ...(node.anyOf ?? []), ...(node.allOf ?? [])];
  return [node, ...others.flatMap((other) => (other ? forms(root, other, depth + 1) : []))];
}

function isScalarForm({ type, enum: values, const: constant }: MapSchema): boolean {
  if (values || constant !== undefined) return true;
  return [type].flat().some((one) => ['string', 'number', 'integer', 'boolean'].includes(one as string));
}
