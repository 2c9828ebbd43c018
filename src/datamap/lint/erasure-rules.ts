import { isToFillIn } from '../fill-in.js';
import { keptFor, own, retainOf } from '../forms.js';
import { edgesOf } from '../graph.js';
import type { Collection, SystemMap } from '../language.js';
import { legibleFields } from '../map-facts.js';
import { areLinked } from './graph-rules.js';
import { collectionsOf, didYouMean, type Rule } from './rule.js';

/** What erasure may do, on which ground, and what may be said of it. */
export const erasureRules: readonly Rule[] = [
  {
    code: 'ground-unknown',
    severity: 'error',
    about: 'Periods and their reasons are law data: a ground that no law file defines has neither.',
    *find({ map, knownGrounds }) {
      if (!knownGrounds) return;
      for (const [name, collection] of collectionsOf(map)) {
        for (const { path, ground } of groundsOf(name, collection)) {
          if (!isToFillIn(ground) && !knownGrounds.has(ground)) {
            yield {
              path,
              message: `No law file defines the ground ${String(ground)}.`,
              hint: didYouMean(ground, knownGrounds) || 'The known ones stand in the law files.',
            };
          }
        }
      }
    },
  },
  {
    code: 'retain-without-keep',
    severity: 'error',
    about: 'A law that wants an invoice kept does not want the birthday kept.',
    *find({ map }) {
      for (const [name, collection] of collectionsOf(map)) {
        if (retainOf(collection.erasure)?.keep.length === 0) {
          yield {
            path: ['collections', name, 'erasure', 'retain', 'keep'],
            message: `${name} is retained, but no field of it is kept.`,
            hint: 'List what the law wants kept; or delete the rows.',
          };
        }
      }
    },
  },
  {
    code: 'retain-without-start',
    severity: 'error',
    about: 'A period that begins nowhere ends nowhere.',
    *find({ map }) {
      for (const [name, collection] of collectionsOf(map)) {
        const retain = retainOf(collection.erasure);
        if (retain && retain.from === undefined && retain.because === undefined) {
          yield {
            path: ['collections', name, 'erasure', 'retain'],
            message: `Nothing says when the retention of ${name} begins.`,
            hint: 'Name the column with the date (from), or the retained collection that is the reason (because).',
          };
        }
      }
    },
  },
  {
    code: 'retain-because-not-retained',
    severity: 'error',
    about: 'A row stays for another only if that one stays.',
    *find({ map }) {
      for (const [name, collection] of collectionsOf(map)) {
        const because = retainOf(collection.erasure)?.because;
        if (because === undefined) continue;
        const path = ['collections', name, 'erasure', 'retain', 'because'];
        const reason = own(map.collections, because);
        if (!reason) continue;
        if (because === name || !retainOf(reason.erasure)) {
          yield {
            path,
            message: `${name} is retained because of ${because}, which is not retained itself.`,
            hint: 'Name the collection whose rows the law wants kept.',
          };
        } else if (!areLinked(map, name, because)) {
          yield {
            path,
            message: `${name} is retained because of ${because}, but no link leads from one to the other.`,
            hint: 'Add the belongsTo or sharedBy that connects them.',
          };
        } else if (!startOfRetention(map.collections, because, new Set([name]))) {
          yield {
            path,
            message: `Nothing says when the retention of ${name} begins: its reasons go round in a circle.`,
            hint: 'One of them must name the column with the date (from).',
          };
        }
      }
    },
  },
  {
    code: 'retain-contradiction',
    severity: 'error',
    about: 'A field cannot be kept and cleared.',
    *find({ map }) {
      for (const [name, collection] of collectionsOf(map)) {
        const retain = retainOf(collection.erasure);
        for (const [index, column] of (retain?.meanwhile?.clear ?? []).entries()) {
          if (retain?.keep.includes(column)) {
            yield {
              path: ['collections', name, 'erasure', 'retain', 'meanwhile', 'clear', index],
              message: `${column} of ${name} is to be kept and cleared.`,
              hint: 'Keep it, or clear it.',
            };
          }
        }
      }
    },
  },
  {
    code: 'retain-keeps-nobody',
    severity: 'warning',
    about: 'An invoice is kept with whom it was made out to; one of nobody is not what the law wants kept.',
    *find({ map }) {
      for (const [name, collection] of collectionsOf(map)) {
        const retain = retainOf(collection.erasure);
        if (!retain || retain.keep.length === 0) continue;
        if (staying(map, name).some((one) => namesSomebody(map.collections[one]!))) continue;
        yield {
          path: ['collections', name, 'erasure', 'retain', 'keep'],
          message: `${name} is retained, but nothing legible identifies whose it was.`,
          hint: 'Keep the name as the document bears it, here or in a retained collection that is linked; or delete the rows.',
        };
      }
    },
  },
  {
    code: 'anonymised-unassessed',
    severity: 'error',
    about: 'Masked data is anonymous only if somebody has assessed it and says why.',
    *find({ map }) {
      for (const [name, { anonymised }] of collectionsOf(map)) {
        if (anonymised && ![anonymised.assessedBy, anonymised.on, anonymised.why].every((text) => text?.trim())) {
          yield {
            path: ['collections', name, 'anonymised'],
            message: `${name} is called anonymised without an assessment.`,
            hint: 'Name who assessed re-identification, when and why; or remove anonymised.',
          };
        }
      }
    },
  },
  {
    code: 'anonymised-but-joined',
    severity: 'error',
    about: 'A masked row to which a retained row still joins is not anonymous.',
    *find({ map }) {
      const { ownership, shared } = edgesOf(map);
      for (const [name, collection] of collectionsOf(map)) {
        if (!collection.anonymised) continue;
        const neighbours = [...ownership, ...shared].flatMap((edge) =>
          edge.source === name ? [edge.target] : edge.target === name ? [edge.source] : [],
        );
        const kept = neighbours.find((other) => other !== name && staysNamed(map.collections[other]!));
        if (kept !== undefined || staysNamed(collection)) {
          yield {
            path: ['collections', name, 'anonymised'],
            message: `${name} is called anonymised, but ${kept ?? name} is retained and joins to it.`,
            hint: 'Say masked: remove anonymised.',
          };
        }
      }
    },
  },
  {
    code: 'anonymised-without-mask',
    severity: 'error',
    about: 'What is deleted is not anonymised.',
    *find({ map }) {
      for (const [name, { anonymised, erasure }] of collectionsOf(map)) {
        if (anonymised && erasure === 'delete') {
          yield {
            path: ['collections', name, 'anonymised'],
            message: `${name} is deleted: there is nothing to call anonymised.`,
            hint: 'Remove anonymised.',
          };
        }
      }
    },
  },
];

/** Rows that stay with what names the person. */
function staysNamed(collection: Collection): boolean {
  return retainOf(collection.erasure) !== undefined || keptFor(collection.erasure) !== undefined;
}

/** The collection and all those that stay as well and hang together with it. */
function staying(map: SystemMap, from: string): string[] {
  const { ownership, shared } = edgesOf(map);
  const edges = [...ownership, ...shared];
  const found = [from];
  for (const name of found) {
    for (const { source, target } of edges) {
      const other = source === name ? target : target === name ? source : null;
      if (other !== null && !found.includes(other) && staysNamed(map.collections[other]!)) found.push(other);
    }
  }
  return found;
}

/** Does what stays of it tell a reader who it was? What is kept for another reason stays as it is. */
function namesSomebody(collection: Collection): boolean {
  const kept = retainOf(collection.erasure)?.keep;
  return legibleFields(collection).some((field) => kept?.includes(field) ?? true);
}

function startOfRetention(collections: Record<string, Collection>, name: string, seen: ReadonlySet<string>): boolean {
  const retain = retainOf(own(collections, name)?.erasure ?? 'delete');
  if (!retain || seen.has(name)) return false;
  if (retain.from !== undefined) return true;
  return retain.because !== undefined && startOfRetention(collections, retain.because, new Set([...seen, name]));
}

function* groundsOf(name: string, collection: Collection): Iterable<{ path: (string | number)[]; ground: string }> {
  const here = ['collections', name];
  const retain = retainOf(collection.erasure);
  if (retain) yield { path: [...here, 'erasure', 'retain', 'ground'], ground: retain.ground };
  const keep = keptFor(collection.erasure);
  if (keep) yield { path: [...here, 'erasure', 'keep', 'ground'], ground: keep.ground };
  for (const [index, rule] of (collection.necessary ?? []).entries()) {
    yield { path: [...here, 'necessary', index, 'ground'], ground: rule.ground };
  }
  if (collection.searched && 'not' in collection.searched) {
    yield { path: [...here, 'searched', 'not', 'ground'], ground: collection.searched.not.ground };
  }
}
