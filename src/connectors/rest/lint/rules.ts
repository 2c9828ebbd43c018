import type { Path, Remark } from '../../../datamap/finding.js';
import { categories, replacedCategories } from '../../../datamap/fideslang.js';
import { listOf, own } from '../../../datamap/forms.js';
import type { Budget } from '../../kit/http/budget.js';
import { termsOf } from '../../kit/http/budget-terms.js';
import type { Definition, RestCollection } from '../definition.js';
import { millisecondsOf } from '../duration.js';
import { filters, placeholdersIn, strayBraces } from '../template.js';
import { error } from './error.js';
import { linked } from './linked-fields.js';
import { callsOf, textsOf } from './walk.js';

/** What a schema cannot see of a definition. */
export function* offences(definition: Definition): Iterable<Remark> {
  yield* addresses(definition);
  yield* budgets(definition);
  yield* placeholders(definition);
  for (const [name, collection] of Object.entries(definition.collections)) {
    yield* fields(['collections', name], collection);
    yield* ways(definition, ['collections', name], collection);
    yield* steps(['collections', name], collection);
    yield* linked(definition, ['collections', name], collection);
  }
  yield* entrances(definition);
}

function* addresses({ address, done, authentication, doors = {} }: Definition): Iterable<Remark> {
  const known = address.settings ?? {};
  const templates: [Path, string][] = [
    [['address', 'base'], address.base],
    ...('token' in authentication ? [[['authentication', 'token'], authentication.token] as [Path, string]] : []),
    ...Object.entries(doors).map(([name, door]): [Path, string] => [['doors', name, 'base'], door.base]),
  ];
  for (const [path, template] of templates) {
    for (const { root, name } of placeholdersIn(template)) {
      if (root !== 'address' || name === undefined || !own(known, name)) {
        yield error(
          'unknown-placeholder',
          path,
          `Nothing is called {${root}${name ? `.${name}` : ''}} here.`,
          'Only {address.<setting>} may stand in an address.',
        );
      }
    }
    if (strayBraces(template)) yield error('stray-braces', path, 'Braces that are no placeholder.');
  }
  for (const [name, { pattern, default: preset }] of Object.entries(known)) {
    const expression = expressionOf(pattern);
    if (!expression)
      yield error('bad-pattern', ['address', 'settings', name, 'pattern'], 'This is no regular expression.');
    else if (preset !== undefined && !expression.test(preset)) {
      yield error('bad-default', ['address', 'settings', name, 'default'], 'The default does not fit its own pattern.');
    }
  }
  if (done.deletion === 'soft' && done.after === undefined) {
    yield error(
      'soft-without-end',
      ['done'],
      'A soft deletion says nothing of when it is final.',
      'Add after, e.g. P30D.',
    );
  }
}

function expressionOf(pattern: string): RegExp | null {
  try {
    return new RegExp(pattern, 'u');
  } catch {
    return null;
  }
}

function* budgets(definition: Definition): Iterable<Remark> {
  const places = placesOfBudgets(definition);
  const all = places.map(({ budget }) => budget);
  for (const [order, { path, budget }] of places.entries()) {
    try {
      termsOf(budget);
    } catch (thrown) {
      yield error('bad-budget', path, (thrown as Error).message);
    }
    if (all.findIndex(({ name }) => name === budget.name) !== order) {
      yield error('budget-twice', [...path, 'name'], `A budget is called ${budget.name} already.`);
    }
  }
  const spent = new Set<string>();
  for (const { path, call } of callsOf(definition)) {
    for (const name of Object.keys(call.spends ?? {})) {
      spent.add(name);
      const budget = places.find((one) => one.budget.name === name && one.door === call.at)?.budget;
      if (!budget) yield error('unknown-budget', [...path, 'spends', name], `No budget is called ${name} here.`);
      else if (budget.counts !== 'named') {
        yield error(
          'budget-not-named',
          [...path, 'spends', name],
          `${name} counts every call by itself.`,
          'Give it counts: named.',
        );
      }
    }
  }
  for (const { path, budget } of places) {
    if (budget.counts === 'named' && !spent.has(budget.name)) {
      yield { ...error('budget-unused', path, `No call draws on ${budget.name}.`), severity: 'warning' };
    }
  }
}

function placesOfBudgets({ budgets = [], doors = {} }: Definition): { path: Path; budget: Budget; door?: string }[] {
  return [
    ...budgets.map((budget, place) => ({ path: ['budgets', place], budget })),
    ...Object.entries(doors).flatMap(([door, one]) =>
      (one.budgets ?? []).map((budget, place) => ({ path: ['doors', door, 'budgets', place], budget, door })),
    ),
  ];
}

function* placeholders(definition: Definition): Iterable<Remark> {
  for (const { path, call, scope } of callsOf(definition)) {
    for (const { path: inner, text } of textsOf(call)) {
      const here = [...path, ...inner];
      for (const { root, name, filters: used } of placeholdersIn(text)) {
        const names = Object.hasOwn(scope, root) ? scope[root] : undefined;
        const isKnown =
          names === true ? name === undefined : name !== undefined && (names === null || names?.has(name) === true);
        if (!isKnown) {
          const roots = Object.entries(scope).map(([one, inside]) =>
            inside === true ? `{${one}}` : `{${one}.${inside ? [...inside].join('|') : '…'}}`,
          );
          yield error(
            'unknown-placeholder',
            here,
            `Nothing is called {${root}${name ? `.${name}` : ''}} here.`,
            `There is ${roots.join(', ')}.`,
          );
        }
        for (const filter of used.filter((one) => !Object.hasOwn(filters, one))) {
          yield error(
            'unknown-filter',
            here,
            `No filter is called ${filter}.`,
            `There is ${Object.keys(filters).join(', ')}.`,
          );
        }
      }
      const isPath = inner.length === 1;
      if (inner[0] !== 'json' && strayBraces(text))
        yield error('stray-braces', here, 'Braces that are no placeholder.');
      if (isPath && text.includes('?')) {
        yield error('query-in-path', here, 'Parameters stand under query, where they are encoded.');
      }
    }
    if (call.at !== undefined && !own(definition.doors, call.at)) {
      yield error('unknown-door', [...path, 'at'], `There is no door ${call.at}.`, 'Doors stand under doors.');
    }
    if ([call.json, call.form, call.text].filter((body) => body !== undefined).length > 1) {
      yield error('two-bodies', path, 'A call has one body: json, form or text.');
    }
  }
}

function* fields(path: Path, collection: RestCollection): Iterable<Remark> {
  for (const [place, name] of collection.key.entries()) {
    const field = own(collection.fields, name);
    if (!field)
      yield error('unknown-field', [...path, 'key', place], `There is no field ${name}.`, 'A key consists of fields.');
  }
  const named: [Path, string][] = [
    ...(collection.mergedInto === undefined
      ? []
      : [[[...path, 'mergedInto'], collection.mergedInto] as [Path, string]]),
    ...Object.entries(collection.belongsTo ?? {}).flatMap(([owner, join]) =>
      (typeof join === 'string' || Array.isArray(join) ? listOf(join) : join.from).map((name): [Path, string] => [
        [...path, 'belongsTo', owner],
        name,
      ]),
    ),
  ];
  for (const [place, name] of named) {
    if (!own(collection.fields, name)) yield error('unknown-field', place, `There is no field ${name}.`);
  }
  for (const [name, field] of Object.entries(collection.fields)) {
    const here = [...path, 'fields', name];
    for (const category of listOf(field.category)) {
      if (!categories.has(category) && !replacedCategories.has(category)) {
        yield error('category-unknown', here, `${category} is not a category of Fideslang.`);
      }
    }
    const written = listOf(field.write ?? field.at ?? name);
    const isList = written.length > 1 || written.some((one) => one.includes('[*]'));
    if (collection.update && !field.fixed && !field.cut && !collection.key.includes(name) && isList) {
      yield error(
        'cannot-write',
        here,
        'An update cannot reach into a list.',
        'Say fixed: true, or where it is written.',
      );
    }
    if (field.identifies && !field.category) {
      yield error('identifier-not-personal', here, 'What identifies a person is personal.', 'Give it a category.');
    }
  }
}

function* ways(definition: Definition, path: Path, collection: RestCollection): Iterable<Remark> {
  for (const [kind, finds] of Object.entries(collection.find ?? {})) {
    const shows = Object.values(collection.fields).some(({ identifies }) => identifies === kind);
    if (!shows) {
      yield error(
        'identifier-not-shown',
        [...path, 'find', kind],
        `No field says that it identifies ${kind}.`,
        'What is found is held against what it shows.',
      );
    }
    for (const [place, { each }] of finds.entries()) {
      if (each !== undefined && !own(definition.lists, each)) {
        yield error('unknown-list', [...path, 'find', kind, place, 'each'], `There is no list ${each}.`);
      }
    }
  }
  for (const owner of Object.keys({ ...collection.of, ...collection.belongsTo })) {
    if (!own(definition.collections, owner)) {
      yield error(
        'unknown-collection',
        [...path, collection.of?.[owner] ? 'of' : 'belongsTo', owner],
        `There is no collection ${owner}.`,
      );
    } else if (!collection.belongsTo?.[owner]) {
      yield error(
        'owner-not-named',
        [...path, 'of', owner],
        `Nothing in these records says that they are ${owner}' own.`,
        'Add belongsTo: a list that ignores its filter would show records of everybody.',
      );
    } else if (!collection.of?.[owner]) {
      yield error(
        'no-way-from-owner',
        [...path, 'belongsTo', owner],
        `There is no list of what belongs to ${owner}.`,
        'Add it under of.',
      );
    }
  }
}

function* steps(path: Path, collection: RestCollection): Iterable<Remark> {
  for (const way of ['delete', 'optOut', 'restrict'] as const) {
    for (const [place, { until }] of (collection[way] ?? []).entries()) {
      for (const name of ['every', 'within'] as const) {
        const given = until?.[name];
        if (given !== undefined && millisecondsOf(given) === null) {
          yield error('bad-duration', [...path, way, place, 'until', name], 'This is no duration.', 'e.g. PT10M');
        }
      }
    }
  }
  if (!collection.delete && !collection.update && !collection.goesWith) {
    yield {
      ...error(
        'cannot-erase',
        path,
        'Nothing here can be deleted or changed.',
        'Requests will end with an errand for a person.',
      ),
      severity: 'warning',
    };
  }
}

/** Every collection must be found somehow, and somebody by something. */
function* entrances({ collections }: Definition): Iterable<Remark> {
  const found = new Set(Object.entries(collections).flatMap(([name, { find }]) => (find ? [name] : [])));
  for (let before = -1; before < found.size;) {
    before = found.size;
    for (const [name, { of = {} }] of Object.entries(collections)) {
      if (Object.keys(of).some((owner) => found.has(owner))) found.add(name);
    }
  }
  for (const name of Object.keys(collections)) {
    if (!found.has(name))
      yield error('unreachable-collection', ['collections', name], `Nothing leads to ${name}.`, 'Add find, or of.');
  }
}
