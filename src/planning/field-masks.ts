import type { Collection, Field, Strategy } from '../datamap/language.js';

/** Mapped fields of a collection, without its key. */
export function fieldsOf(collection: Collection): string[] {
  const key = [collection.key].flat();
  return Object.keys(collection.fields).filter((field) => !key.includes(field));
}

/** How the map wants a field masked; free text loses the person's spans, everything else becomes null. */
export function maskOf(collection: Collection, field: string): Strategy {
  const described = collection.fields[field];
  if (!isField(described)) return null;
  if (described.mask !== undefined) return described.mask;
  return described.freeText ? { redact: true } : null;
}

function isField(described: string | string[] | Field | undefined): described is Field {
  return typeof described === 'object' && !Array.isArray(described);
}
