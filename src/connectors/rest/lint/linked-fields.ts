import type { Path, Remark } from '../../../datamap/finding.js';
import { own } from '../../../datamap/forms.js';
import { VERBS } from '../calls.js';
import type { Definition, OwnedList, RestCollection } from '../definition.js';
import { placeholdersIn } from '../template.js';
import { error } from './error.js';

/** Names of fields and collections by which lists, owners and records hang together. */
export function* linked(definition: Definition, path: Path, collection: RestCollection): Iterable<Remark> {
  for (const [owner, call] of Object.entries(collection.of ?? {})) {
    yield* inherited(definition, [...path, 'of', owner], collection, owner, call);
    yield* named([...path, 'of', owner], collection, call.names, Object.keys(call.inherits ?? {}));
  }
  for (const [kind, finds] of Object.entries(collection.find ?? {})) {
    for (const [place, { names }] of finds.entries())
      yield* named([...path, 'find', kind, place], collection, names, []);
  }
  for (const [place, field] of (collection.read.inherits ?? []).entries()) {
    if (!collection.key.includes(field)) {
      yield error('not-in-key', [...path, 'read', 'inherits', place], `${field} is no part of the key.`);
    }
  }
  if (collection.goesWith !== undefined && !collection.belongsTo?.[collection.goesWith]) {
    yield error('unknown-owner', [...path, 'goesWith'], `Nothing here belongs to ${collection.goesWith}.`);
  }
  for (const [place, taken] of (collection.takes ?? []).entries()) {
    if (!own(definition.collections, taken)) {
      yield error('unknown-collection', [...path, 'takes', place], `There is no collection ${taken}.`);
    }
  }
}

function* inherited(
  definition: Definition,
  path: Path,
  collection: RestCollection,
  owner: string,
  call: OwnedList,
): Iterable<Remark> {
  const entries = Object.entries(call.inherits ?? {});
  if (entries.length === 0) return;
  for (const [field, from] of entries) {
    if (!own(collection.fields, field))
      yield error('unknown-field', [...path, 'inherits', field], `There is no field ${field}.`);
    if (!own(definition.collections[owner]?.fields, from)) {
      yield error('unknown-field', [...path, 'inherits', field], `${owner} has no field ${from}.`);
    }
  }
  const paths = VERBS.flatMap((verb) => call[verb] ?? []);
  if (!paths.some((one) => placeholdersIn(one).some(({ root }) => root === 'owner'))) {
    yield error(
      'inherits-from-filter',
      [...path, 'inherits'],
      'The path does not lie below the owner.',
      'Where only a parameter filters, each record must name its owner itself.',
    );
  }
}

/** What a list names must be the whole key. */
function* named(
  path: Path,
  collection: RestCollection,
  names: Readonly<Record<string, string>> | undefined,
  inherits: readonly string[],
): Iterable<Remark> {
  if (!names) return;
  const known = [...Object.keys(names), ...inherits];
  for (const field of Object.keys(names)) {
    if (!collection.key.includes(field)) {
      yield error('not-in-key', [...path, 'names', field], `${field} is no part of the key.`);
    }
  }
  for (const field of collection.key) {
    if (!known.includes(field)) yield error('key-not-named', [...path, 'names'], `Nothing says what ${field} is.`);
  }
}
