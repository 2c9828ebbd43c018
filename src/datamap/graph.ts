import { isSearched, linkOf, own, retainOf } from './forms.js';
import type { SystemMap } from './language.js';

/** The part of a map that the graph is made of. */
export type Collections = Pick<SystemMap, 'collections'>;

/** A link between two collections: `from` columns of `source` equal `to` columns of `target`. */
export interface Edge {
  /** The collection that bears the pointing columns. */
  source: string;
  sourceColumns: string[];
  /** The collection that is pointed to. */
  target: string;
  targetColumns: string[];
  /** Compare as text: the columns differ in type. */
  asText: boolean;
}

/** `source` is the child, `target` its owner. */
export type OwnershipEdge = Edge;

/** `source` is the holder, `target` the shared collection. */
export type SharedEdge = Edge;

export interface Lookup {
  collection: string;
  /** Identifier kind. */
  kind: string;
  column: string;
}

export interface MapGraph {
  /** In the order of the map. */
  collections: string[];
  ownership: OwnershipEdge[];
  shared: SharedEdge[];
  lookups: Lookup[];
  /**
   * The order in which rows can go: children before owners, holders before what they share, `eraseAfter` respected,
   * and collections that identify the person as late as that allows, so that a half-done erasure still finds her.
   */
  deleteOrder: string[];
  /** The order in which rows are found: owners before children, and holders before what they share where possible. */
  ownersFirst: string[];
  /** Columns whose values the rules of retention and necessity ask for; sorted, without duplicates. */
  factsOf(collection: string): string[];
  /** All collections whose rows belong to this one's, at any depth, owners first. Without the collection itself. */
  dependentsOf(collection: string): string[];
}

/** The map is one that the linter refuses: nobody may build on it. */
export class GraphError extends Error {
  constructor(
    readonly collections: string[],
    message: string,
  ) {
    super(message);
    this.name = 'GraphError';
  }
}

/**
 * The structure that planning and connectors work along.
 *
 * @throws GraphError for an unknown collection or an order that does not exist; the linter finds both with their line.
 */
export function buildGraph(map: Collections): MapGraph {
  const collections = Object.keys(map.collections);
  const { ownership, shared, unknown } = edgesOf(map);
  if (unknown.length > 0) throw new GraphError(unknown, `Unknown collections: ${unknown.join(', ')}`);
  const held = new Set(shared.map((edge) => edge.target));
  const owning = sort(collections, ownership.map(downwards), (name) => (held.has(name) ? 1 : 0));
  if ('cycle' in owning) throw new GraphError(owning.cycle, `Collections own each other: ${owning.cycle.join(', ')}`);
  const deleting = deleteOrderOf(map);
  if ('cycle' in deleting) {
    throw new GraphError(deleting.cycle, `No order to delete in: ${deleting.cycle.join(', ')}`);
  }
  return {
    collections,
    ownership,
    shared,
    lookups: lookupsOf(map),
    deleteOrder: deleting.order,
    ownersFirst: owning.order,
    factsOf: (collection) => factsOf(map, collection),
    dependentsOf: (collection) => {
      const below = reach([collection], ownership.map(downwards));
      return owning.order.filter((name) => name !== collection && below.has(name));
    },
  };
}

/** Links whose other end exists, and the names of those ends that do not. */
export function edgesOf(map: Collections): { ownership: OwnershipEdge[]; shared: SharedEdge[]; unknown: string[] } {
  const ownership: OwnershipEdge[] = [];
  const shared: SharedEdge[] = [];
  const unknown = new Set<string>();
  for (const [name, collection] of Object.entries(map.collections)) {
    for (const [ownerName, join] of Object.entries(collection.belongsTo ?? {})) {
      const owner = own(map.collections, ownerName);
      if (!owner) unknown.add(ownerName);
      else ownership.push(edge(name, ownerName, linkOf(join, owner)));
    }
    for (const [holder, join] of Object.entries(collection.sharedBy ?? {})) {
      if (!own(map.collections, holder)) unknown.add(holder);
      else shared.push(edge(holder, name, linkOf(join, collection)));
    }
    for (const earlier of collection.eraseAfter ?? []) {
      if (!own(map.collections, earlier)) unknown.add(earlier);
    }
  }
  return { ownership, shared, unknown: [...unknown] };
}

function edge(source: string, target: string, link: { from: string[]; to: string[]; asText: boolean }): Edge {
  return { source, sourceColumns: link.from, target, targetColumns: link.to, asText: link.asText };
}

/** Pairs (before, after) of an order. */
type Before = readonly [string, string];

function downwards(ownership: OwnershipEdge): Before {
  return [ownership.target, ownership.source];
}

/** An order in which rows can be deleted, or the collections that wait for each other. */
export function deleteOrderOf(map: Collections): { order: string[] } | { cycle: string[] } {
  const { ownership, shared } = edgesOf(map);
  const names = Object.keys(map.collections);
  const before: Before[] = [
    ...[...ownership, ...shared].map((link): Before => [link.source, link.target]),
    ...names.flatMap((name) =>
      (map.collections[name]?.eraseAfter ?? [])
        .filter((earlier) => own(map.collections, earlier))
        .map((earlier): Before => [earlier, name]),
    ),
  ];
  // Sorted from the end, so that what identifies a person comes as late as the links allow.
  const reversed = sort(
    [...names].reverse(),
    before.map(([first, second]): Before => [second, first]),
    (name) => (map.collections[name]?.identifiedBy ? 0 : 1),
  );
  return 'cycle' in reversed ? { cycle: reversed.cycle.reverse() } : { order: reversed.order.reverse() };
}

/** Collections that own each other in a circle of two or more; a row that refers to its own kind is no circle. */
export function ownershipCycle(map: Collections): string[] | null {
  const sorted = sort(Object.keys(map.collections), edgesOf(map).ownership.map(downwards), () => 0);
  return 'cycle' in sorted ? sorted.cycle : null;
}

/** Collections that some identifier leads to, by ownership and sharing. Those that are not searched lead nowhere. */
export function reachable(map: Collections): Set<string> {
  const { ownership, shared } = edgesOf(map);
  const searched = (name: string): boolean => isSearched(map.collections[name]!);
  const steps = [...ownership.map(downwards), ...shared.map((link): Before => [link.source, link.target])];
  const entrances = lookupsOf(map).map((lookup) => lookup.collection);
  return reach(
    entrances.filter(searched),
    steps.filter(([from]) => searched(from)),
  );
}

function lookupsOf(map: Collections): Lookup[] {
  return Object.entries(map.collections).flatMap(([collection, { identifiedBy }]) =>
    Object.entries(identifiedBy ?? {}).map(([kind, column]) => ({ collection, kind, column })),
  );
}

function factsOf(map: Collections, name: string): string[] {
  const collection = own(map.collections, name);
  if (!collection) return [];
  const start = retainOf(collection.erasure)?.from;
  const conditions = (collection.necessary ?? []).flatMap((rule) => Object.keys(rule.while));
  return [...new Set([...(start === undefined ? [] : [start]), ...conditions])].sort();
}

function reach(from: readonly string[], steps: readonly Before[]): Set<string> {
  const next = new Map<string, string[]>();
  for (const [source, target] of steps) next.set(source, [...(next.get(source) ?? []), target]);
  const seen = new Set(from);
  // A Set's iteration visits what is added meanwhile: the fix point is reached when nothing new comes.
  for (const name of seen) for (const target of next.get(name) ?? []) seen.add(target);
  return seen;
}

/** Kahn's algorithm: of all names that may come next, the one of lowest rank, then the earliest of the list. */
function sort(
  names: readonly string[],
  before: readonly Before[],
  rank: (name: string) => number,
): { order: string[] } | { cycle: string[] } {
  const pairs = before.filter(([first, second]) => first !== second);
  const waits = new Map(names.map((name) => [name, new Set<string>()]));
  for (const [first, second] of pairs) waits.get(second)?.add(first);
  const left = new Set(names);
  const order: string[] = [];
  while (left.size > 0) {
    const free = [...left].filter((name) => waits.get(name)!.size === 0);
    if (free.length === 0) return { cycle: inCycle(left, pairs) };
    const next = free.reduce((best, name) => (rank(name) < rank(best) ? name : best));
    order.push(next);
    left.delete(next);
    for (const waiting of waits.values()) waiting.delete(next);
  }
  return { order };
}

/** Of the names that could not be sorted, those that wait for themselves. */
function inCycle(left: ReadonlySet<string>, pairs: readonly Before[]): string[] {
  const inside = pairs.filter(([first, second]) => left.has(first) && left.has(second));
  return [...left].filter((name) => {
    const after = inside.filter(([first]) => first === name).map(([, second]) => second);
    return reach(after, inside).has(name);
  });
}
