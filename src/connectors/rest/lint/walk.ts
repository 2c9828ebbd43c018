import type { Path } from '../../../datamap/finding.js';
import { VERBS } from '../calls.js';
import type { Call, Definition, JsonTemplate, RestCollection } from '../definition.js';

/** A call of a definition, where it stands, and which values it may ask for. */
export interface PlacedCall {
  path: Path;
  call: Call;
  collection: RestCollection | null;
  /** Root of a placeholder → its names; null where the names are not known beforehand; `true` for a root without names. */
  scope: Readonly<Record<string, ReadonlySet<string> | null | true>>;
}

/** Every call of the definition, in the order of the file. */
export function* callsOf(definition: Definition): Iterable<PlacedCall> {
  const address = new Set(Object.keys(definition.address.settings ?? {}));
  const base = { address };
  for (const [place, { call }] of definition.check.entries()) {
    yield { path: ['check', place, 'call'], call, collection: null, scope: base };
  }
  for (const [name, call] of Object.entries(definition.lists ?? {})) {
    yield { path: ['lists', name], call, collection: null, scope: base };
  }
  for (const [name, collection] of Object.entries(definition.collections)) {
    yield* callsOfCollection(definition, ['collections', name], collection, base);
  }
}

function* callsOfCollection(
  definition: Definition,
  path: Path,
  collection: RestCollection,
  base: { address: ReadonlySet<string> },
): Iterable<PlacedCall> {
  const key = { ...base, key: new Set(collection.key) };
  for (const [kind, finds] of Object.entries(collection.find ?? {})) {
    for (const [place, call] of finds.entries()) {
      const scope = { ...base, identifier: true as const };
      const here = [...path, 'find', kind, place];
      yield { path: here, call, collection, scope: call.each === undefined ? scope : { ...scope, each: null } };
    }
  }
  for (const [owner, call] of Object.entries(collection.of ?? {})) {
    const fields = new Set(Object.keys(definition.collections[owner]?.fields ?? {}));
    yield { path: [...path, 'of', owner], call, collection, scope: { ...base, owner: fields } };
  }
  for (const [name, call] of Object.entries(collection.also ?? {})) {
    yield { path: [...path, 'also', name], call, collection, scope: key };
  }
  yield { path: [...path, 'read'], call: collection.read, collection, scope: key };
  if (collection.read.or) yield { path: [...path, 'read', 'or'], call: collection.read.or, collection, scope: key };
  if (collection.update)
    yield {
      path: [...path, 'update'],
      call: collection.update,
      collection,
      scope: { ...key, record: new Set(Object.keys(collection.fields)) },
    };
  for (const verb of ['delete', 'optOut', 'restrict'] as const) {
    const kept = new Set<string>();
    const fields = new Set(Object.keys(collection.fields));
    const before = { ...key, record: fields };
    for (const [place, step] of (collection[verb] ?? []).entries()) {
      const here = [...path, verb, place];
      yield { path: here, call: step, collection, scope: { ...before, kept: new Set(kept) } };
      for (const name of Object.keys(step.keep ?? {})) kept.add(name);
      if (step.until) {
        yield {
          path: [...here, 'until', 'call'],
          call: step.until.call,
          collection,
          scope: { ...key, kept: new Set(kept) },
        };
      }
    }
  }
}

/** Every text of a call in which placeholders may stand. */
export function* textsOf(call: Call): Iterable<{ path: Path; text: string }> {
  for (const verb of VERBS) if (call[verb] !== undefined) yield { path: [verb], text: call[verb] };
  for (const part of ['query', 'headers', 'form'] as const) {
    for (const [name, text] of Object.entries(call[part] ?? {})) {
      if (typeof text === 'string') yield { path: [part, name], text };
    }
  }
  if (call.text) yield { path: ['text', 'body'], text: call.text.body };
  if (call.json !== undefined) yield* leaves(call.json, ['json']);
}

function* leaves(json: JsonTemplate, path: Path): Iterable<{ path: Path; text: string }> {
  if (typeof json === 'string') yield { path, text: json };
  else if (typeof json === 'object' && json !== null) {
    for (const [name, inner] of Object.entries(json)) yield* leaves(inner, [...path, name]);
  }
}
