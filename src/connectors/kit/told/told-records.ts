import { keyOf, linkOf, own } from '../../../datamap/forms.js';
import type { Collection, Scalar, SystemMap } from '../../../datamap/language.js';
import type { CollectedRecord, Digest, Identifier, JsonValue, Key, LocatedRecord } from '../contract.js';
import type { ToldItem } from '../exchange.js';
import { canonicalIdentifier, type IdentifierReading } from '../identifiers.js';
import { factColumns, identifyingFields, mayBeMasked } from '../../../datamap/map-facts.js';
import { fieldDigest } from '../sql/record-builder.js';
import { knownTo, requiredColumns } from './told-form.js';

/** What is wrong with an uploaded record. Says where, never what stands there. */
export interface Complaint {
  /** Place of the record in its page. */
  at: number;
  code: 'no-such-collection' | 'column-missing' | 'column-not-in-map' | 'key-unusable' | 'too-many-others';
  column?: string;
}

const MOST_OTHERS = 1_000_000;

/** Holds uploaded records against the map. */
export function complaintsAbout(map: SystemMap, items: readonly ToldItem[]): Complaint[] {
  return items.flatMap((item, at): Complaint[] => {
    const collection = own(map.collections, item.collection);
    if (!collection) return [{ at, code: 'no-such-collection' }];
    const known = knownTo(map, item.collection);
    const unknown = Object.keys(item.record).find((column) => !known.has(column));
    if (unknown !== undefined) return [{ at, code: 'column-not-in-map', column: unknown.slice(0, 100) }];
    const missing = requiredColumns(map, item.collection).find((column) => !Object.hasOwn(item.record, column));
    if (missing !== undefined) return [{ at, code: 'column-missing', column: missing }];
    if (keyFrom(collection, item.record) === null) return [{ at, code: 'key-unusable' }];
    if ((item.others ?? 0) > MOST_OTHERS) return [{ at, code: 'too-many-others' }];
    return [];
  });
}

/**
 * The uploaded records as located ones: whose they are is decided here and not by the sender. A record counts if it bears
 * an identifier that was asked for, belongs to one that counts, or is shared by one.
 *
 * @returns also how many count as nobody's: they would be a stranger's, disclosed or erased.
 */
export function locatedFrom(
  map: SystemMap,
  person: { person: string; identifiers: readonly Identifier[] },
  items: readonly ToldItem[],
  digest: Digest,
  reading: IdentifierReading = {},
): { records: LocatedRecord[]; adrift: number } {
  const found = new Map<ToldItem, LocatedRecord>();
  const known = items.filter((item) => own(map.collections, item.collection));
  for (const item of known) {
    const matched = matchedBy(map, item, person.identifiers, reading);
    if (matched.length > 0)
      found.set(item, { ...base(map, person.person, item, digest, reading), via: 'identity', matched });
  }
  for (let grew = true; grew;) {
    grew = false;
    for (const item of known) {
      if (found.has(item)) continue;
      const reach = ownerOf(map, item, found) ?? holdersOf(map, item, found);
      if (!reach) continue;
      found.set(item, { ...base(map, person.person, item, digest, reading), ...reach });
      grew = true;
    }
  }
  return {
    records: items.flatMap((item) => {
      const record = found.get(item);
      return record ? [record] : [];
    }),
    adrift: items.length - found.size,
  };
}

export function collectedFrom(map: SystemMap, person: string, items: readonly ToldItem[]): CollectedRecord[] {
  return items.flatMap((item) => {
    const collection = own(map.collections, item.collection);
    const key = collection ? keyFrom(collection, item.record) : null;
    if (!collection || !key) return [];
    const record = Object.fromEntries(
      Object.keys(collection.fields)
        .filter((field) => Object.hasOwn(item.record, field))
        .map((field): [string, JsonValue] => [field, item.record[field] ?? null]),
    );
    return [{ person, collection: item.collection, key, record }];
  });
}

export function keyFrom(collection: Collection, record: Record<string, JsonValue>): Key | null {
  const key = keyOf(collection).map((column) => record[column]);
  return key.every((part): part is string | number => typeof part === 'string' || Number.isSafeInteger(part))
    ? key
    : null;
}

function base(
  map: SystemMap,
  person: string,
  { collection: name, record, others }: ToldItem,
  digest: Digest,
  reading: IdentifierReading,
): Omit<LocatedRecord, 'via'> {
  const collection = map.collections[name]!;
  const shows = Object.entries(collection.identifiedBy ?? {}).flatMap(([kind, column]) => {
    const value = canonicalOf(kind, record[column], reading);
    return value === null ? [] : [{ kind, value }];
  });
  const identity = identifyingFields(collection)
    .filter((column) => record[column] !== undefined && record[column] !== null && record[column] !== '')
    .map((column) => `${column}\u0000${textOf(record[column] ?? null)}`);
  return {
    person,
    collection: name,
    key: keyFrom(collection, record)!,
    facts: Object.fromEntries(factColumns(collection).map((column) => [column, scalarOf(record[column] ?? null)])),
    shows,
    digests: mayBeMasked(collection)
      ? Object.fromEntries(
          Object.keys(collection.fields)
            .filter((field) => record[field] !== undefined && record[field] !== null)
            .map((field) => [field, fieldDigest(digest, name, field, textOf(record[field] ?? null))]),
        )
      : {},
    ...(identity.length > 0
      ? { fingerprint: `1:*=${encodeURIComponent(digest(`${name}\u0001${identity.join('\u0001')}`))}` }
      : {}),
    ...(collection.sharedBy ? { otherHolders: others ?? 1 } : {}),
  };
}

function matchedBy(
  map: SystemMap,
  { collection, record }: ToldItem,
  identifiers: readonly Identifier[],
  reading: IdentifierReading,
): Identifier[] {
  const columns = own(map.collections, collection)?.identifiedBy ?? {};
  return identifiers.filter(({ kind, value }) => {
    const column = own(columns, kind);
    return column !== undefined && canonicalOf(kind, record[column], reading) === value;
  });
}

function canonicalOf(kind: string, value: JsonValue | undefined, reading: IdentifierReading): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  return canonicalIdentifier(kind, String(value), reading);
}

type Reach = Pick<LocatedRecord, 'via' | 'owner' | 'holders'>;

function ownerOf(map: SystemMap, item: ToldItem, found: ReadonlyMap<ToldItem, LocatedRecord>): Reach | null {
  for (const [name, join] of Object.entries(own(map.collections, item.collection)?.belongsTo ?? {})) {
    const target = own(map.collections, name);
    if (!target) continue;
    const { from, to } = linkOf(join, target);
    for (const [other, record] of found) {
      if (other.collection !== name || record.via === 'shared') continue;
      if (sameValues(item.record, from, other.record, to)) {
        return { via: 'owned', owner: { collection: name, key: record.key } };
      }
    }
  }
  return null;
}

function holdersOf(map: SystemMap, item: ToldItem, found: ReadonlyMap<ToldItem, LocatedRecord>): Reach | null {
  const shared = own(map.collections, item.collection);
  const holders: { collection: string; key: Key }[] = [];
  for (const [name, join] of Object.entries(shared?.sharedBy ?? {})) {
    if (!shared) continue;
    const { from, to } = linkOf(join, shared);
    for (const [other, record] of found) {
      if (other.collection === name && sameValues(other.record, from, item.record, to)) {
        holders.push({ collection: name, key: record.key });
      }
    }
  }
  return holders.length > 0 ? { via: 'shared', holders } : null;
}

function sameValues(
  one: Record<string, JsonValue>,
  columns: readonly string[],
  other: Record<string, JsonValue>,
  theirs: readonly string[],
): boolean {
  return columns.every((column, at) => {
    const a = one[column] ?? null;
    const b = other[theirs[at]!] ?? null;
    return a !== null && b !== null && textOf(a) === textOf(b);
  });
}

function textOf(value: JsonValue): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function scalarOf(value: JsonValue): Scalar {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
}
