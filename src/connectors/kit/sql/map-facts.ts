import type { Collection, Field, Strategy } from '../../../datamap/language.js';

/** What one collection of a map says, read off the language. */

/** Columns whose values the rules of retention and necessity ask for. */
export function factColumns(collection: Collection): string[] {
  const from =
    typeof collection.erasure === 'object' && 'retain' in collection.erasure
      ? collection.erasure.retain.from
      : undefined;
  const conditions = (collection.necessary ?? []).flatMap((necessary) => Object.keys(necessary.while));
  return [...new Set([...(from ? [from] : []), ...conditions])];
}

export function categoriesOf(field: Collection['fields'][string]): string[] {
  return [typeof field === 'object' && !Array.isArray(field) ? field.category : field].flat();
}

export function fieldOf(collection: Collection, name: string): Field {
  const field = collection.fields[name];
  if (field === undefined) return { category: [] };
  return typeof field === 'object' && !Array.isArray(field) ? field : { category: field };
}

/** Does a Fideslang category lie under another? Prefixes count by dotted segment. */
export function isUnder(category: string, prefix: string): boolean {
  return category === prefix || category.startsWith(`${prefix}.`);
}

function fieldsUnder(collection: Collection, ...prefixes: string[]): string[] {
  return Object.keys(collection.fields).filter((name) =>
    categoriesOf(collection.fields[name] ?? []).some((category) =>
      prefixes.some((prefix) => isUnder(category, prefix)),
    ),
  );
}

/** Fields that hold the person's names. */
export function nameFields(collection: Collection): string[] {
  return fieldsUnder(collection, 'user.name').filter((name) => !fieldOf(collection, name).aboutOthers);
}

/**
 * Columns that say who a row is about: names, birth date and identifiers. Empty for rows that carry only their
 * owner's key, which nothing but the key identifies.
 */
export function identifyingFields(collection: Collection): string[] {
  const told = fieldsUnder(collection, 'user.name', 'user.demographic.date_of_birth').filter(
    (name) => !fieldOf(collection, name).aboutOthers,
  );
  return [...new Set([...told, ...Object.values(collection.identifiedBy ?? {})])].sort();
}

/** May rows of the collection stay with some of their fields masked? */
export function mayBeMasked(collection: Collection): boolean {
  const { erasure } = collection;
  return erasure === 'mask' || (typeof erasure === 'object' && 'retain' in erasure);
}

/** The strategy that the map gives a field; undefined when it leaves the choice to us. */
export function statedStrategy(collection: Collection, field: string): Strategy | undefined {
  return fieldOf(collection, field).mask;
}
