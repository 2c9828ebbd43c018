import type { Strategy } from '../../../datamap/language.js';
import { effectiveMask } from '../masking/effective-mask.js';
import type { LiveColumn } from './live-schema.js';
import { mayBeMasked, nameFields } from '../../../datamap/map-facts.js';
import {
  type Holding,
  holdingsOf,
  type Link,
  type ResolvedCollection,
  type ResolvedMap,
  sharedCollections,
} from './resolved-map.js';
import { RowReader } from './row-reader.js';
import type { SqlContext } from './sql-context.js';
import { columnOf } from './statement.js';

/** What locating needs of a collection, worked out once for a reading of the live schema. */
export interface CollectionPlan {
  collection: ResolvedCollection;
  reader: RowReader;
  incoming: Link[];
  outgoing: Link[];
  /** Rows that hang on what others may hold too. */
  shared: boolean;
  holdings: Holding[];
  /** Fields that a mask could change, and how. */
  mask: { column: LiveColumn; strategy: Strategy }[];
  names: LiveColumn[];
}

export interface LocatePlan {
  collections: CollectionPlan[];
  /** Does any mask redact free text, so that the names found have to be remembered? */
  redacts: boolean;
}

const plans = new WeakMap<ResolvedMap, LocatePlan>();

export function locatePlan(context: SqlContext, resolved: ResolvedMap): LocatePlan {
  const known = plans.get(resolved);
  if (known) return known;
  const shared = sharedCollections(resolved);
  const collections = [...resolved.collections.values()]
    .filter(({ collection }) => !(collection.searched && 'not' in collection.searched))
    .map((collection) => planCollection(context, resolved, collection, shared.has(collection.name)));
  const redacts = collections.some(({ mask }) =>
    mask.some(({ strategy }) => strategy !== null && 'redact' in strategy),
  );
  const plan = { collections, redacts };
  plans.set(resolved, plan);
  return plan;
}

function planCollection(
  context: SqlContext,
  resolved: ResolvedMap,
  collection: ResolvedCollection,
  shared: boolean,
): CollectionPlan {
  const { table } = collection;
  const incoming = resolved.links.filter((link) => link.child === collection);
  const outgoing = resolved.links.filter((link) => link.parent === collection);
  const holdings = shared ? holdingsOf(resolved, collection) : [];
  const masked = mayBeMasked(collection.collection)
    ? effectiveMask(collection.collection, resolved.schema.surveyed(table)).mask
    : {};
  const mask = Object.entries(masked).map(([field, strategy]) => ({
    column: columnOf(table, field, collection.name),
    strategy,
  }));
  const names = nameFields(collection.collection).map((field) => columnOf(table, field, collection.name));
  const reader = new RowReader(context.dialect, context.reading, collection, [
    ...incoming.flatMap((link) => link.childColumns),
    ...outgoing.flatMap((link) => link.parentColumns),
    ...holdings.flatMap((holding) => holding.sharedColumns),
    ...collection.identifiedBy.map(({ column }) => column),
    ...collection.facts,
    ...collection.identifying,
    ...mask.map(({ column }) => column),
    ...names,
  ]);
  return { collection, reader, incoming, outgoing, shared, holdings, mask, names };
}
