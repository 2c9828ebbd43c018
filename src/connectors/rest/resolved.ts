import { buildGraph, type MapGraph } from '../../datamap/graph.js';
import { isSearched, keyOf, linkOf, own, tableOf } from '../../datamap/forms.js';
import type { Collection, Strategy, SystemMap } from '../../datamap/language.js';
import type { ConnectorTools, SurveyedCollection } from '../kit/contract.js';
import { Refused } from '../kit/errors.js';
import type { SystemHttp } from '../kit/http/system-http.js';
import type { IdentifierReading } from '../kit/identifiers.js';
import { effectiveMask } from '../kit/masking/effective-mask.js';
import { identifyingFields, mayBeMasked, nameFields } from '../../datamap/map-facts.js';
import type { Definition, RestCollection } from './definition.js';
import { surveyed } from './survey.js';
import type { Ways } from './ways.js';

/** A collection of the map beside what the definition says of it. */
export interface Resolved {
  /** In the map. */
  name: string;
  /** In the definition. */
  table: string;
  collection: Collection;
  rest: RestCollection;
  survey: SurveyedCollection;
  /** Fields that a mask could change, and how. */
  mask: [string, Strategy][];
  identifying: string[];
  names: string[];
  /** Collections that own records of this one: columns here and there, which must agree record by record. */
  owners: Map<string, { from: string[]; to: string[] }>;
}

/** What every verb works with. */
export interface RestContext {
  definition: Definition;
  map: SystemMap;
  /** Addresses below which calls lie: the system's own, and those of its further doors. */
  bases: readonly string[];
  http: SystemHttp;
  /** Further doors of the system, by name. */
  doors: Readonly<Record<string, SystemHttp>>;
  tools: ConnectorTools;
  reading: IdentifierReading;
  address: Record<string, string>;
  collections: ReadonlyMap<string, Resolved>;
  graph: MapGraph;
  /** By collection of the definition: what is done by code instead of by its calls. */
  ways: Readonly<Record<string, Ways>>;
}

/** @throws Refused `not-in-map` where map and definition do not agree. */
export function resolveAll(definition: Definition, map: SystemMap): Pick<RestContext, 'collections' | 'graph'> {
  const collections = new Map(Object.keys(map.collections).map((name) => [name, resolve(definition, map, name)]));
  return { collections, graph: buildGraph(map) };
}

/** @throws Refused `not-in-map` */
export function required(context: Pick<RestContext, 'collections'>, name: string): Resolved {
  const resolved = context.collections.get(name);
  if (!resolved) throw new Refused('not-in-map', 'The map does not name the collection.', { collection: name });
  return resolved;
}

export const searched = ({ collection }: Resolved): boolean => isSearched(collection);

function resolve(definition: Definition, map: SystemMap, name: string): Resolved {
  const collection = map.collections[name]!;
  const table = tableOf(map, name);
  const rest = own(definition.collections, table);
  if (!rest) throw new Refused('not-in-map', `${definition.title} has no such collection.`, { collection: name });
  const stranger = columnsOf(collection).find((column) => !own(rest.fields, column));
  if (stranger !== undefined) {
    throw new Refused('not-in-map', `${definition.title} has no such field.`, { collection: name, column: stranger });
  }
  if (collection.sharedBy) {
    throw new Refused('unsupported', 'Records that several people hold take a connector with code.', {
      collection: name,
    });
  }
  const survey = surveyed(table, rest);
  const owners = Object.entries(collection.belongsTo ?? {}).map(([owner, join]) => {
    const link = linkOf(join, map.collections[owner] ?? collection);
    return [owner, { from: link.from, to: link.to }] as const;
  });
  return {
    name,
    table,
    collection,
    rest,
    survey,
    mask: mayBeMasked(collection) ? Object.entries(effectiveMask(collection, survey).mask) : [],
    identifying: identifyingFields(collection),
    names: nameFields(collection),
    owners: new Map(owners),
  };
}

function columnsOf(collection: Collection): string[] {
  return [
    ...keyOf(collection),
    ...Object.keys(collection.fields),
    ...Object.values(collection.identifiedBy ?? {}),
    ...Object.values(collection.scope ?? {}).flatMap((condition) => Object.keys(condition)),
  ];
}
