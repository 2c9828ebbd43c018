import type { Collection, Erasure, Field, Join, Recipient, Retain, SystemMap } from './language.js';

/**
 * The language lets people write short forms; here each has one long form, so that no reader has to know the short
 * ones.
 */

/** Both sides of a link, column for column. */
export interface Link {
  /** Columns of the collection that points. */
  from: string[];
  /** Columns of the collection that is pointed to. */
  to: string[];
  /** Compare both sides as text: the columns differ in type. */
  asText: boolean;
}

export function listOf<T>(value: T | T[] | undefined): T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

/** Key columns in their order. */
export function keyOf(collection: Collection): string[] {
  return listOf(collection.key);
}

/** Table of a collection, with schema if the map names one. */
export function tableOf(map: SystemMap, name: string): string {
  return own(map.collections, name)?.from ?? name;
}

export function fieldOf(field: string | string[] | Field): Field {
  return typeof field === 'string' || Array.isArray(field) ? { category: field } : field;
}

export function categoriesOf(field: string | string[] | Field): string[] {
  return listOf(fieldOf(field).category);
}

/** A join whose second side is left out points to the target's key. */
export function linkOf(join: Join, target: Collection): Link {
  if (typeof join === 'string' || Array.isArray(join)) {
    return { from: listOf(join), to: keyOf(target), asText: false };
  }
  return { from: join.from, to: join.to, asText: join.as === 'text' };
}

export function retainOf(erasure: Erasure): Retain | undefined {
  return typeof erasure === 'object' && 'retain' in erasure ? erasure.retain : undefined;
}

export function keptFor(erasure: Erasure): { ground: string } | undefined {
  return typeof erasure === 'object' && 'keep' in erasure ? erasure.keep : undefined;
}

/** Recipients of one controller's data, of a system that may serve several. */
export function recipientsFor(map: SystemMap, controller: string): Recipient[] {
  return map.recipients.filter((one) => !one.controllers || one.controllers.includes(controller));
}

export function isSearched(collection: Collection): boolean {
  return !(collection.searched && 'not' in collection.searched);
}

/** Columns that the map gives a meaning of their own: fields, those not personal, and the key. */
export function knownColumns(collection: Collection): Set<string> {
  return new Set([...keyOf(collection), ...Object.keys(collection.fields), ...(collection.notPersonal ?? [])]);
}

/** An entry that is really there: a map's names come from outside and may be `toString`. */
export function own<T>(table: Record<string, T> | undefined, name: string): T | undefined {
  return table && Object.hasOwn(table, name) ? table[name] : undefined;
}
