import type { SystemMap } from '../datamap/language.js';

/** Every data category that the collections of a map hold. */
export function categoriesOf(map: SystemMap): string[] {
  return Object.values(map.collections).flatMap((collection) =>
    Object.values(collection.fields).flatMap((field) =>
      typeof field === 'string' || Array.isArray(field) ? field : field.category,
    ),
  );
}
