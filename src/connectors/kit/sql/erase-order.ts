import type { LiveReference } from './live-schema.js';
import { type ResolvedMap, sharedCollections } from './resolved-map.js';

export interface EraseOrder {
  collections: string[];
  /** Foreign keys against the order, because the tables refer to each other in a circle: to be emptied beforehand. */
  broken: { collection: string; reference: LiveReference }[];
}

interface Edge {
  before: string;
  after: string;
  reference: LiveReference | null;
}

/**
 * In which order rows go: whoever refers before what is referred to, what is owned before its owner, holders before
 * what they share, and among those that could go next the collections that identify people last, so that a run that
 * ends early can still be found again by them.
 */
export function eraseOrder(resolved: ResolvedMap, involved: readonly string[]): EraseOrder {
  const edges = edgesBetween(resolved, new Set(involved));
  const left = new Set(involved);
  const order: EraseOrder = { collections: [], broken: [] };
  const identifies = (name: string): number => ((resolved.collections.get(name)?.identifiedBy.length ?? 0) > 0 ? 1 : 0);
  while (left.size > 0) {
    const waitingFor = (name: string): Edge[] => edges.filter((edge) => edge.after === name && left.has(edge.before));
    const next = [...left].sort(
      (a, b) =>
        Math.sign(waitingFor(a).length) - Math.sign(waitingFor(b).length) ||
        identifies(a) - identifies(b) ||
        waitingFor(a).length - waitingFor(b).length,
    )[0] as string;
    for (const edge of waitingFor(next)) {
      if (edge.reference) order.broken.push({ collection: edge.before, reference: edge.reference });
    }
    left.delete(next);
    order.collections.push(next);
  }
  return order;
}

function edgesBetween(resolved: ResolvedMap, involved: ReadonlySet<string>): Edge[] {
  const edges: Edge[] = [];
  const add = (before: string, after: string, reference: LiveReference | null): void => {
    if (before !== after && involved.has(before) && involved.has(after)) edges.push({ before, after, reference });
  };
  for (const collection of resolved.collections.values()) {
    for (const reference of collection.table.references) {
      for (const other of resolved.collections.values()) {
        if (other.table === reference.to) add(collection.name, other.name, reference);
      }
    }
  }
  for (const collection of resolved.collections.values()) {
    for (const earlier of collection.collection.eraseAfter ?? []) add(earlier, collection.name, null);
  }
  const shared = sharedCollections(resolved);
  for (const link of resolved.links) {
    if (link.via === 'shared') add(link.parent.name, link.child.name, null);
    else {
      add(link.child.name, link.parent.name, null);
      // What belongs to a shared row goes only if the row does, and that is known when its holders are gone.
      for (const holder of shared.has(link.parent.name) ? resolved.links : []) {
        if (holder.via === 'shared' && holder.child === link.parent) add(holder.parent.name, link.child.name, null);
      }
    }
  }
  return edges;
}
