import { categoriesOf, knownColumns, own, retainOf } from '../forms.js';
import { categories, knownCategory, replacedCategories } from '../fideslang.js';
import type { Collection } from '../language.js';
import { linksOf } from './graph-rules.js';
import { collectionsOf, didYouMean, type Rule } from './rule.js';

/** Columns that are named without being described, and what they are said to hold. */
export const columnRules: readonly Rule[] = [
  {
    code: 'unknown-column',
    severity: 'error',
    about: 'A rule over a column that the map does not describe is a typing error, or data nobody accounts for.',
    *find({ map }) {
      for (const [name, collection] of collectionsOf(map)) {
        const known = knownColumns(collection);
        for (const { path, column } of columnsNamed(name, collection)) {
          if (!known.has(column)) yield { path, ...unknown(name, column, known) };
        }
      }
      for (const { path, source, from, target, to } of linksOf(map)) {
        for (const [name, columns] of [
          [source, from],
          [target, to],
        ] as const) {
          const known = knownColumns(own(map.collections, name)!);
          for (const column of columns) {
            if (!known.has(column)) yield { path, ...unknown(name, column, known) };
          }
        }
      }
    },
  },
  {
    code: 'column-twice',
    severity: 'error',
    about: 'A column is personal or it is not.',
    *find({ map }) {
      for (const [name, collection] of collectionsOf(map)) {
        for (const [index, column] of (collection.notPersonal ?? []).entries()) {
          if (own(collection.fields, column) !== undefined) {
            yield {
              path: ['collections', name, 'notPersonal', index],
              message: `${column} of ${name} stands under fields and under notPersonal.`,
              hint: 'Keep one of the two.',
            };
          }
        }
      }
    },
  },
  {
    code: 'category-unknown',
    severity: 'error',
    about: 'Categories are told to the person and decide how sure we must be who asks.',
    *find({ map }) {
      for (const [name, collection] of collectionsOf(map)) {
        for (const [field, value] of Object.entries(collection.fields)) {
          for (const category of categoriesOf(value)) {
            if (category.startsWith('???') || categories.has(category) || replacedCategories.has(category)) continue;
            const above = knownCategory(category);
            yield {
              path: ['collections', name, 'fields', field],
              message: `${category} is not a category of Fideslang.`,
              hint: didYouMean(category, categories) || (above === null ? '' : `The nearest above it is ${above}.`),
            };
          }
        }
      }
    },
  },
  {
    code: 'category-replaced',
    severity: 'warning',
    about: 'The taxonomy has moved on; the old key still counts as the new one.',
    *find({ map }) {
      for (const [name, collection] of collectionsOf(map)) {
        for (const [field, value] of Object.entries(collection.fields)) {
          for (const category of categoriesOf(value)) {
            const now = replacedCategories.get(category);
            if (now) {
              yield {
                path: ['collections', name, 'fields', field],
                message: `${category} has been replaced.`,
                hint: `Write ${now}.`,
              };
            }
          }
        }
      }
    },
  },
];

function unknown(name: string, column: string, known: ReadonlySet<string>): { message: string; hint: string } {
  return {
    message: `${name} has no column ${column} among its fields, notPersonal or key.`,
    hint: didYouMean(column, known) || 'Describe it under fields, or list it under notPersonal.',
  };
}

/** Columns that a collection's own rules name. */
function* columnsNamed(name: string, collection: Collection): Iterable<{ path: (string | number)[]; column: string }> {
  const here = ['collections', name];
  for (const [kind, column] of Object.entries(collection.identifiedBy ?? {})) {
    yield { path: [...here, 'identifiedBy', kind], column };
  }
  for (const [controller, condition] of Object.entries(collection.scope ?? {})) {
    for (const column of Object.keys(condition)) yield { path: [...here, 'scope', controller, column], column };
  }
  for (const [index, rule] of (collection.necessary ?? []).entries()) {
    for (const column of Object.keys(rule.while))
      yield { path: [...here, 'necessary', index, 'while', column], column };
  }
  for (const verb of ['optOut', 'restrict'] as const) {
    for (const column of Object.keys(collection[verb]?.set ?? {}))
      yield { path: [...here, verb, 'set', column], column };
  }
  const retain = retainOf(collection.erasure);
  if (!retain) return;
  const at = [...here, 'erasure', 'retain'];
  if (retain.from !== undefined) yield { path: [...at, 'from'], column: retain.from };
  for (const [index, column] of retain.keep.entries()) yield { path: [...at, 'keep', index], column };
  for (const [index, column] of (retain.meanwhile?.clear ?? []).entries()) {
    yield { path: [...at, 'meanwhile', 'clear', index], column };
  }
  const restrict = retain.meanwhile?.restrict;
  if (restrict && 'set' in restrict) {
    for (const column of Object.keys(restrict.set)) {
      yield { path: [...at, 'meanwhile', 'restrict', 'set', column], column };
    }
  }
}
