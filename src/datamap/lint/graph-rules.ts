import { isSearched, linkOf, listOf, own, retainOf, tableOf } from '../forms.js';
import { deleteOrderOf, edgesOf, ownershipCycle, reachable } from '../graph.js';
import type { Collection, SystemMap } from '../language.js';
import { collectionsOf, didYouMean, type Rule } from './rule.js';

/** How collections hang together: whose rows are whose. */
export const graphRules: readonly Rule[] = [
  {
    code: 'unknown-collection',
    severity: 'error',
    about: 'A link to nowhere reaches nobody.',
    *find({ map }) {
      for (const [name, collection] of collectionsOf(map)) {
        for (const { path, target } of referencesOf(name, collection)) {
          if (own(map.collections, target) === undefined) {
            yield {
              path,
              message: `${name} refers to ${target}, which is not in the map.`,
              hint: didYouMean(target, Object.keys(map.collections)) || 'Add the collection, or remove the link.',
            };
          }
        }
      }
    },
  },
  {
    code: 'join-arity',
    severity: 'error',
    about: 'A link compares column for column: a composite key needs all its columns.',
    *find({ map }) {
      for (const { path, from, to } of linksOf(map)) {
        if (from.length !== to.length) {
          yield {
            path,
            message: `The link names ${from.length} column${from.length === 1 ? '' : 's'} for ${to.length} (${to.join(', ')}).`,
            hint: 'Name as many columns as the key has, or both sides with from and to.',
          };
        }
      }
    },
  },
  {
    code: 'ownership-cycle',
    severity: 'error',
    about: 'Rows that own each other in a circle belong to nobody.',
    *find({ map }) {
      const cycle = ownershipCycle(map);
      if (cycle) {
        yield {
          path: ['collections', cycle[0]!, 'belongsTo'],
          message: `These collections own each other: ${cycle.join(', ')}.`,
          hint: 'Remove the belongsTo that is mere reference; a row that refers to its own kind is allowed.',
        };
      }
    },
  },
  {
    code: 'delete-order-impossible',
    severity: 'error',
    about: 'Children go before owners, holders before what they share, and eraseAfter is obeyed.',
    *find({ map }) {
      if (ownershipCycle(map)) return;
      const deleting = deleteOrderOf(map);
      if ('cycle' in deleting) {
        yield {
          path: ['collections', deleting.cycle[0]!],
          message: `No order to delete in: each of ${deleting.cycle.join(', ')} would have to go before another of them.`,
          hint: 'A collection is either owned or shared by the same other one; look at sharedBy and eraseAfter.',
        };
      }
    },
  },
  {
    code: 'unreachable-collection',
    severity: 'error',
    about: 'A collection that no identifier leads to is never searched, and the answer would not say so.',
    *find({ map }) {
      const reached = reachable(map);
      for (const [name, collection] of collectionsOf(map)) {
        if (isSearched(collection) && !reached.has(name)) {
          yield {
            path: ['collections', name],
            message: `No identifier leads to ${name}.`,
            hint: 'Add identifiedBy, belongsTo or sharedBy; or say under searched that it is not searched, and why.',
          };
        }
      }
    },
  },
  {
    code: 'same-table-twice',
    severity: 'error',
    about: 'Two collections over one table would erase each other’s rows.',
    *find({ map }) {
      const tables = new Map<string, string>();
      for (const [name, collection] of collectionsOf(map)) {
        const table = tableOf(map, name);
        const other = tables.get(table);
        if (other !== undefined) {
          yield {
            path: collection.from === undefined ? ['collections', name] : ['collections', name, 'from'],
            message: `${name} and ${other} are both the table ${table}.`,
            hint: 'Make them one collection.',
          };
        }
        tables.set(table, name);
      }
    },
  },
  {
    code: 'scope-missing',
    severity: 'warning',
    about: 'Where several controllers share a system, each sees its own rows alone.',
    *find({ map }) {
      if (map.controllers.length < 2) return;
      for (const [name, collection] of collectionsOf(map)) {
        if (isSearched(collection) && !isScoped(map, name, new Set())) {
          yield {
            path: ['collections', name],
            message: `${map.controllers.join(', ')} share the system, but nothing says whose rows of ${name} are whose.`,
            hint: 'Add scope to the collection or to those it belongs to.',
          };
        }
      }
    },
  },
  {
    code: 'scope-controller-unknown',
    severity: 'error',
    about: 'A scope for somebody who is not a controller of the system is a typing error.',
    *find({ map }) {
      for (const [name, collection] of collectionsOf(map)) {
        for (const controller of Object.keys(collection.scope ?? {})) {
          if (!map.controllers.includes(controller)) {
            yield {
              path: ['collections', name, 'scope', controller],
              message: `${controller} is not among the controllers of the system.`,
              hint: didYouMean(controller, map.controllers),
            };
          }
        }
      }
    },
  },
  {
    code: 'scope-controller-blind',
    severity: 'warning',
    about: 'A controller without an entry sees no row: right for some collections, an oversight in most.',
    *find({ map }) {
      for (const [name, collection] of collectionsOf(map)) {
        const { scope } = collection;
        const blind = scope ? map.controllers.filter((one) => own(scope, one) === undefined) : [];
        if (blind.length > 0) {
          yield {
            path: ['collections', name, 'scope'],
            message: `${blind.join(', ')} will find nothing in ${name}.`,
            hint: 'Add an entry if the collection holds rows of theirs.',
          };
        }
      }
    },
  },
];

/** Scoped itself, or reached only through what is. */
function isScoped(map: SystemMap, name: string, above: ReadonlySet<string>): boolean {
  const collection = own(map.collections, name);
  if (!collection) return true;
  if (collection.scope) return true;
  if (collection.identifiedBy) return false;
  const via = [...Object.keys(collection.belongsTo ?? {}), ...Object.keys(collection.sharedBy ?? {})].filter(
    (other) => other !== name && !above.has(other),
  );
  return via.every((other) => isScoped(map, other, new Set([...above, name])));
}

function* referencesOf(name: string, collection: Collection): Iterable<{ path: (string | number)[]; target: string }> {
  const here = ['collections', name];
  for (const target of Object.keys(collection.belongsTo ?? {})) yield { path: [...here, 'belongsTo', target], target };
  for (const target of Object.keys(collection.sharedBy ?? {})) yield { path: [...here, 'sharedBy', target], target };
  for (const [index, target] of listOf(collection.eraseAfter).entries()) {
    yield { path: [...here, 'eraseAfter', index], target };
  }
  const because = retainOf(collection.erasure)?.because;
  if (because !== undefined) yield { path: [...here, 'erasure', 'retain', 'because'], target: because };
}

export interface PlacedLink {
  path: string[];
  source: string;
  from: string[];
  target: string;
  to: string[];
}

/** Every link whose both ends are in the map. */
export function* linksOf(map: SystemMap): Iterable<PlacedLink> {
  for (const [name, collection] of collectionsOf(map)) {
    for (const [target, join] of Object.entries(collection.belongsTo ?? {})) {
      const owner = own(map.collections, target);
      if (!owner) continue;
      const { from, to } = linkOf(join, owner);
      yield { path: ['collections', name, 'belongsTo', target], source: name, from, target, to };
    }
    for (const [holder, join] of Object.entries(collection.sharedBy ?? {})) {
      if (own(map.collections, holder) === undefined) continue;
      const { from, to } = linkOf(join, collection);
      yield { path: ['collections', name, 'sharedBy', holder], source: holder, from, target: name, to };
    }
  }
}

/** Is `inner` linked to `outer`, over any number of links and in whichever direction they point? */
export function areLinked(map: SystemMap, outer: string, inner: string): boolean {
  const { ownership, shared } = edgesOf(map);
  const seen = new Set([outer]);
  for (const name of seen) {
    for (const edge of [...ownership, ...shared]) {
      if (edge.source === name) seen.add(edge.target);
      if (edge.target === name) seen.add(edge.source);
    }
  }
  return seen.has(inner);
}
