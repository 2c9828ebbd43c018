import type { Scalar, Strategy } from '../../../datamap/language.js';
import { alreadyMasked } from '../masking/already-masked.js';
import type { Digest } from '../contract.js';
import { mayBeMasked } from '../../../datamap/map-facts.js';
import type { LiveColumn } from './live-schema.js';
import type { ResolvedCollection } from './resolved-map.js';

/**
 * Who a row is about, as a keyed fingerprint: `1:` and `column=digest` for each identifying column that holds a value.
 * Column by column where rows may stay masked, so that a run that is repeated after its commit recognises the row
 * although some of its columns have been blanked; as one digest where rows can only go.
 */
export function fingerprintOf(
  collection: PrintedCollection,
  identity: readonly IdentityValue[],
  digest: Digest,
): string | undefined {
  const held = identity.filter(({ value }) => value !== null && value !== '');
  if (held.length === 0) return undefined;
  const seeds = held.map(({ column, value }) => `${column.name}\u0000${String(value)}`);
  const name = (part: string): string => encodeURIComponent(part);
  if (!mayBeMasked(collection.collection)) {
    return `1:*=${name(digest(`${collection.name}\u0001${seeds.join('\u0001')}`))}`;
  }
  return `1:${held
    .map(({ column }, at) => `${name(column.name)}=${name(digest(`${collection.name}\u0001${seeds[at]}`))}`)
    .join('&')}`;
}

/** As much of a collection as a fingerprint takes. */
export type PrintedCollection = Pick<ResolvedCollection, 'name' | 'collection'>;

/** An identifying column and what it holds: canonical for identifiers, as stored otherwise. */
export interface IdentityValue {
  column: Pick<LiveColumn, 'name' | 'family' | 'length'>;
  value: Scalar;
}

/**
 * Is this still the person of the fingerprint? A column that the given mask has already changed says nothing; any
 * other difference, a value gone or a value come, says that it is somebody else.
 */
export function isSamePerson(
  fingerprint: string,
  collection: PrintedCollection,
  identity: readonly IdentityValue[],
  mask: Record<string, Strategy> | undefined,
  digest: Digest,
): boolean {
  const now = fingerprintOf(collection, identity, digest);
  if (now === fingerprint) return true;
  if (!mask || !mayBeMasked(collection.collection)) return false;
  const before = parts(fingerprint);
  const after = parts(now ?? '1:');
  return identity.every(({ column, value }) => {
    const name = encodeURIComponent(column.name);
    if (before.get(name) === after.get(name)) return true;
    const strategy = mask[column.name];
    return strategy !== undefined && before.has(name) && alreadyMasked(strategy, value, column);
  });
}

function parts(fingerprint: string): Map<string, string> {
  return new Map(
    fingerprint
      .slice(fingerprint.indexOf(':') + 1)
      .split('&')
      .filter(Boolean)
      .map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]),
  );
}
