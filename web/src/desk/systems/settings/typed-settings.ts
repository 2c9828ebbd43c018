import { spelt } from './spelt.js';
import { formsOf, layoutOf, type SettingSchema, type Way, waysOf } from './settings-schema.js';

/**
 * What stands in the form, by JSON pointer (`/port`, `/ssl/ca`). A setting of several forms and an object that may be
 * left out have their choice under their own pointer. A kept secret that nobody retypes has no entry.
 */
export type Typed = Readonly<Record<string, string>>;

const SEALED = /^sealed:/;

/** Is this a reference to a secret that is kept already? */
export const isKept = (value: unknown): boolean => typeof value === 'string' && SEALED.test(value);

/** Pointers of the secrets that are kept. */
export function keptIn(settings: unknown, pointer = ''): string[] {
  if (isKept(settings)) return [pointer];
  if (!isTable(settings)) return [];
  return Object.entries(settings).flatMap(([name, value]) => keptIn(value, `${pointer}/${name}`));
}

/** Fills the form from settings that stand already. */
export function typedFrom(settings: unknown, pointer = ''): Record<string, string> {
  if (isKept(settings)) return {};
  if (!isTable(settings)) return { [pointer]: spelt(settings) };
  const own = pointer === '' ? {} : { [pointer]: 'own' };
  return Object.assign(own, ...Object.entries(settings).map(([name, value]) => typedFrom(value, `${pointer}/${name}`)));
}

/** Which way the settings go, or the one that the form begins with: the parts, which are told apart more easily. */
export function wayFor(schema: SettingSchema, settings: Record<string, unknown> | null): Way | undefined {
  const ways = waysOf(schema);
  const taken = ways.find(({ required }) => settings !== null && required.every((name) => name in settings));
  return taken ?? ways.find(({ kind }) => kind === 'parts') ?? ways[0];
}

/**
 * Settings as the API takes them. Numbers that are none stay text, so that the service says what is wrong; what is
 * empty is left out; a kept secret that was not retyped goes back as its reference.
 */
export function settingsFrom(
  schema: SettingSchema,
  way: Way | undefined,
  typed: Typed,
  before: Record<string, unknown> | null,
): Record<string, unknown> {
  const { first, more } = layoutOf(schema, way, (name) => stands(typed, before, name));
  return objectFrom(schema, [...first, ...more], typed, before, '');
}

const stands = (typed: Typed, before: Record<string, unknown> | null, name: string): boolean =>
  typed[`/${name}`] === undefined ? isKept(before?.[name]) : typed[`/${name}`] !== '';

function objectFrom(
  schema: SettingSchema,
  names: readonly string[],
  typed: Typed,
  before: Record<string, unknown> | null,
  pointer: string,
): Record<string, unknown> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = valueFrom(schema.properties![name]!, typed, before?.[name], `${pointer}/${name}`);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

function valueFrom(schema: SettingSchema, typed: Typed, before: unknown, pointer: string): unknown {
  const text = typed[pointer];
  const form = formsOf(schema).find(({ value }) => value === text);
  if (form && !form.schema) return form.value === 'true';
  const inner = form?.schema ?? (schema.type === 'object' ? schema : null);
  if (inner) {
    if (text !== 'own') return undefined;
    const table = isTable(before) ? before : null;
    return objectFrom(inner, Object.keys(inner.properties ?? {}), typed, table, pointer);
  }
  if (text === undefined || text === '') return isKept(before) && text === undefined ? before : undefined;
  if (schema.type === 'integer' || schema.type === 'number') return Number.isNaN(Number(text)) ? text : Number(text);
  if (schema.type === 'boolean') return text === 'true';
  return schema.secret ? text : text.trim();
}

function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
