import { fieldOf, keyOf } from '../datamap/forms.js';
import type { Collection, Strategy } from '../datamap/language.js';

/** Mapped fields of a collection, without its key. */
export function fieldsOf(collection: Collection): string[] {
  const key = keyOf(collection);
  return Object.keys(collection.fields).filter((field) => !key.includes(field));
}

export function isMaskable(collection: Collection, field: string): boolean {
  const described = collection.fields[field];
  return described !== undefined && !fieldOf(described).unmaskable;
}

/** How the map wants a field masked; free text loses the person's spans, everything else becomes null. */
export function maskOf(collection: Collection, field: string): Strategy {
  const described = collection.fields[field];
  if (described === undefined) return null;
  const { mask, freeText } = fieldOf(described);
  if (mask !== undefined) return mask;
  return freeText ? { redact: true } : null;
}
