import type { Collection, Condition, Join, SystemMap } from '../../../datamap/language.js';
import { Refused } from '../errors.js';
import { factColumns, identifyingFields } from '../../../datamap/map-facts.js';
import type { LiveColumn, LiveReference, LiveSchema, LiveTable } from './live-schema.js';
import { columnOf } from './statement.js';

/** A collection of the map with the live table that it names. */
export interface ResolvedCollection {
  name: string;
  collection: Collection;
  table: LiveTable;
  key: LiveColumn[];
  identifiedBy: { kind: string; column: LiveColumn }[];
  facts: LiveColumn[];
  /** Columns that say who this is: names, birth date, identifiers. */
  identifying: LiveColumn[];
}

/** A way from known rows (an owner, a holder) to further ones (the owned, the shared). */
export interface Link {
  via: 'owned' | 'shared';
  parent: ResolvedCollection;
  child: ResolvedCollection;
  parentColumns: LiveColumn[];
  childColumns: LiveColumn[];
}

export interface ResolvedMap {
  map: SystemMap;
  schema: LiveSchema;
  collections: Map<string, ResolvedCollection>;
  links: Link[];
}

/**
 * Verifies every identifier of the map against the live schema, so that SQL is only ever written with names that exist.
 *
 * @throws Refused `not-in-map` naming the collection and column that the live schema lacks.
 */
export function resolveMap(map: SystemMap, schema: LiveSchema): ResolvedMap {
  const collections = new Map(
    Object.entries(map.collections).map(([name, collection]) => [name, resolveCollection(name, collection, schema)]),
  );
  const resolved: ResolvedMap = { map, schema, collections, links: [] };
  for (const child of collections.values()) {
    for (const [owner, join] of Object.entries(child.collection.belongsTo ?? {})) {
      const parent = required(resolved, owner);
      const { from, to } = sides(join);
      resolved.links.push({
        via: 'owned',
        parent,
        child,
        parentColumns: to ? named(parent, to) : parent.key,
        childColumns: named(child, from),
      });
    }
    for (const [holder, join] of Object.entries(child.collection.sharedBy ?? {})) {
      const parent = required(resolved, holder);
      const { from, to } = sides(join);
      resolved.links.push({
        via: 'shared',
        parent,
        child,
        parentColumns: named(parent, from),
        childColumns: to ? named(child, to) : child.key,
      });
    }
  }
  for (const link of resolved.links) {
    if (link.parentColumns.length !== link.childColumns.length) {
      throw new Refused('not-in-map', 'The two sides of a link differ in length.', { collection: link.child.name });
    }
  }
  return resolved;
}

export function required(resolved: ResolvedMap, name: string): ResolvedCollection {
  const found = resolved.collections.get(name);
  if (!found) throw new Refused('not-in-map', 'The map has no such collection.', { collection: name });
  return found;
}

function resolveCollection(name: string, collection: Collection, schema: LiveSchema): ResolvedCollection {
  const table = schema.find(collection.from ?? name);
  if (!table) throw new Refused('not-in-map', 'The live schema has no such table.', { collection: name });
  const column = (one: string): LiveColumn => columnOf(table, one, name);
  return {
    name,
    collection,
    table,
    key: [collection.key].flat().map(column),
    identifiedBy: Object.entries(collection.identifiedBy ?? {}).map(([kind, one]) => ({ kind, column: column(one) })),
    facts: factColumns(collection).map(column),
    identifying: identifyingFields(collection).map(column),
  };
}

function named(collection: ResolvedCollection, columns: string[]): LiveColumn[] {
  return columns.map((column) => columnOf(collection.table, column, collection.name));
}

function sides(join: Join): { from: string[]; to: string[] | null } {
  if (typeof join === 'string') return { from: [join], to: null };
  return Array.isArray(join) ? { from: join, to: null } : join;
}

/**
 * The rows of the collection that are the controller's own. `null`: it has none here, as the map gives it no scope.
 */
export function scopeOf(collection: Collection, controller: string): Condition | null {
  if (!collection.scope) return {};
  return Object.hasOwn(collection.scope, controller) ? (collection.scope[controller] ?? null) : null;
}

/** Who refers to a shared row: the holders that the map names, and every foreign key in the live schema beside them. */
export interface Holding {
  /** Name for reports. */
  name: string;
  table: LiveTable;
  columns: LiveColumn[];
  sharedColumns: LiveColumn[];
  link: Link | null;
  /** Does a foreign key keep others from taking hold of a row that is being deleted? */
  guarded: boolean;
}

export function holdingsOf(resolved: ResolvedMap, shared: ResolvedCollection): Holding[] {
  const links = resolved.links.filter((link) => link.child === shared && link.via === 'shared');
  const owned = resolved.links.filter((link) => link.parent === shared && link.via === 'owned');
  const isForeignKey = (reference: LiveReference, table: LiveTable, columns: string[], to: string[]): boolean =>
    reference.from === table && pairs(reference.columns, reference.toColumns) === pairs(columns, to);
  const mapped = links.map((link): Holding => ({
    name: link.parent.name,
    table: link.parent.table,
    columns: link.parentColumns,
    sharedColumns: link.childColumns,
    link,
    guarded: shared.table.referencedBy.some((reference) =>
      isForeignKey(reference, link.parent.table, names(link.parentColumns), names(link.childColumns)),
    ),
  }));
  const unmapped = shared.table.referencedBy
    .filter(
      (reference) =>
        !links.some((link) =>
          isForeignKey(reference, link.parent.table, names(link.parentColumns), names(link.childColumns)),
        ) &&
        // Rows that belong to the shared one go with it; they do not hold it.
        !owned.some((link) =>
          isForeignKey(reference, link.child.table, names(link.childColumns), names(link.parentColumns)),
        ),
    )
    .map((reference): Holding => ({
      name: resolved.schema.nameOf(reference.from),
      table: reference.from,
      columns: reference.columns.map((column) => columnOf(reference.from, column, shared.name)),
      sharedColumns: reference.toColumns.map((column) => columnOf(shared.table, column, shared.name)),
      link: null,
      guarded: true,
    }));
  return [...mapped, ...unmapped];
}

function names(columns: LiveColumn[]): string[] {
  return columns.map((column) => column.name);
}

function pairs(from: string[], to: string[]): string {
  return from
    .map((column, at) => `${column}\u0000${to[at]}`)
    .sort()
    .join('\u0001');
}

/** Collections whose rows are shared, or belong to shared ones: they go only when nobody else holds what they hang on. */
export function sharedCollections(resolved: ResolvedMap): Set<string> {
  const shared = new Set(resolved.links.filter((link) => link.via === 'shared').map((link) => link.child.name));
  for (let before = -1; before !== shared.size;) {
    before = shared.size;
    for (const link of resolved.links) {
      if (link.via === 'owned' && shared.has(link.parent.name)) shared.add(link.child.name);
    }
  }
  return shared;
}
