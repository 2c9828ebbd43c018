import { fieldOf, keyOf, linkOf, listOf, own } from '../../../datamap/forms.js';
import type { Collection, Localised, SystemMap } from '../../../datamap/language.js';
import { factColumns, identifyingFields } from '../../../datamap/map-facts.js';

export interface ToldColumn {
  name: string;
  title: Localised;
  required: boolean;
}

export interface ToldCollection {
  name: string;
  title: Localised;
  /** By which columns a record is known. */
  key: string[];
  columns: ToldColumn[];
}

/**
 * What the other side is asked for, drawn from the map: for a copy every mapped field, else only what is needed to know
 * a record again and to judge whether it may go (Art. 5(1)(c) GDPR).
 */
export function toldForm(map: SystemMap, whole: boolean): ToldCollection[] {
  return Object.entries(map.collections).map(([name, collection]) => {
    const required = requiredColumns(map, name);
    const wanted = [
      ...new Set([...required, ...identifyingFields(collection), ...(whole ? Object.keys(collection.fields) : [])]),
    ];
    return {
      name,
      title: collection.title ?? name,
      key: keyOf(collection),
      columns: wanted.map((column) => ({
        name: column,
        title: titleOf(collection, column),
        required: required.includes(column),
      })),
    };
  });
}

/** Without these a record cannot be known again, traced to its owner, or judged. */
export function requiredColumns(map: SystemMap, name: string): string[] {
  const collection = own(map.collections, name);
  if (!collection) return [];
  const links = Object.entries(collection.belongsTo ?? {}).flatMap(([owner, join]) => {
    const target = own(map.collections, owner);
    return target ? linkOf(join, target).from : [];
  });
  return [...new Set([...keyOf(collection), ...links, ...factColumns(collection)])];
}

/** Columns that may be uploaded at all; any other is refused, since nobody knows what it is. */
export function knownTo(map: SystemMap, name: string): Set<string> {
  const collection = own(map.collections, name);
  if (!collection) return new Set();
  const held = Object.values(map.collections).flatMap((other) => {
    const join = own(other.sharedBy, name);
    return join ? linkOf(join, other).from : [];
  });
  return new Set([
    ...requiredColumns(map, name),
    ...Object.keys(collection.fields),
    ...Object.values(collection.identifiedBy ?? {}),
    ...listOf(collection.notPersonal),
    ...held,
  ]);
}

function titleOf(collection: Collection, column: string): Localised {
  const field = own(collection.fields, column);
  return (field === undefined ? undefined : fieldOf(field).title) ?? column;
}
