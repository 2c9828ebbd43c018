import type { Digest, JsonValue, Key } from '../../connectors/kit/contract.js';

/** How a record is named in an exclusion: a digest under the case key, so that it means nothing once the case is forgotten. */
export function recordDigest(digest: Digest, system: string, collection: string, key: Key): string {
  return digest(JSON.stringify(['record', system, collection, key]));
}

/**
 * What was read when a field (or, without one, a record) was reviewed. Members in another order make another digest:
 * then the value is withheld again, which is the safe side.
 */
export function valueDigest(digest: Digest, value: JsonValue): string {
  return digest(`value ${JSON.stringify(value)}`);
}
