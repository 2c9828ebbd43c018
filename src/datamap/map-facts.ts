import { categoryMatches } from './fideslang.js';
import { categoriesOf, fieldOf, keyOf, own, retainOf } from './forms.js';
import type { Collection, Field, Strategy } from './language.js';

/** What one collection of a map says, read off the language. */

/** Columns whose values the rules of retention and necessity ask for. */
export function factColumns(collection: Collection): string[] {
  const from = retainOf(collection.erasure)?.from;
  const conditions = (collection.necessary ?? []).flatMap((necessary) => Object.keys(necessary.while));
  return [...new Set([...(from === undefined ? [] : [from]), ...conditions])];
}

export function describedField(collection: Collection, name: string): Field {
  return fieldOf(own(collection.fields, name) ?? []);
}

export function isCategory(collection: Collection, field: string, prefix: string): boolean {
  return categoriesOf(own(collection.fields, field) ?? []).some((category) => categoryMatches(category, prefix));
}

function fieldsUnder(collection: Collection, ...prefixes: string[]): string[] {
  return Object.keys(collection.fields).filter(
    (name) =>
      prefixes.some((prefix) => isCategory(collection, name, prefix)) && !describedField(collection, name).aboutOthers,
  );
}

/** Fields that hold the person's names. */
export function nameFields(collection: Collection): string[] {
  return fieldsUnder(collection, 'user.name');
}

/**
 * Columns that say who a row is about: names, birth date and identifiers. Empty for rows that carry only their
 * owner's key, which nothing but the key identifies.
 */
export function identifyingFields(collection: Collection): string[] {
  const told = fieldsUnder(collection, 'user.name', 'user.demographic.date_of_birth');
  return [...new Set([...told, ...Object.values(collection.identifiedBy ?? {})])].sort();
}

/**
 * Fields by which a reader can tell whose a row is: names, contact details, and identifiers beside the key. An inner key
 * alone names nobody.
 */
export function legibleFields(collection: Collection): string[] {
  const key = keyOf(collection);
  const identifiers = Object.values(collection.identifiedBy ?? {}).filter((column) => !key.includes(column));
  return [...new Set([...fieldsUnder(collection, 'user.name', 'user.contact'), ...identifiers])].sort();
}

/** May rows of the collection stay with some of their fields masked? */
export function mayBeMasked({ erasure }: Collection): boolean {
  return erasure === 'mask' || retainOf(erasure) !== undefined;
}

/** The strategy that the map gives a field; free text loses the person's spans, everything else becomes NULL. */
export function statedStrategy(collection: Collection, name: string): Strategy {
  const field = describedField(collection, name);
  if (field.mask !== undefined) return field.mask;
  return field.freeText ? { redact: true } : null;
}
