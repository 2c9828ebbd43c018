import type { Selection } from './document.js';

/** A field that the type does not have. */
export class UndefinedField extends Error {
  constructor(readonly field: string) {
    super(`Field '${field}' doesn't exist`);
  }
}

type Resolver = (args: Readonly<Record<string, unknown>>) => unknown;

/** What was asked for of a value, and nothing else. Fields that take arguments are functions. */
export function select(value: unknown, selections: readonly Selection[]): unknown {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.map((one) => select(one, selections));
  if (selections.length === 0) {
    if (typeof value === 'object') throw new UndefinedField('(selections are missing)');
    return value;
  }
  const type = value as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    selections.map(({ alias, name, args, inner }) => {
      if (typeof value !== 'object' || !Object.hasOwn(type, name)) throw new UndefinedField(name);
      const field = type[name];
      return [alias, select(typeof field === 'function' ? (field as Resolver)(args) : field, inner)];
    }),
  );
}
