import { keyOf } from '../../../datamap/forms.js';
import type { SystemMap } from '../../../datamap/language.js';
import type { JsonValue } from '../contract.js';
import { Refused } from '../errors.js';
import type { QuestionContent, ToldItem } from '../exchange.js';

/**
 * Protocols that know one identifier of a person and documents about her: their data lie in the map's one collection, with
 * a key, the column of that identifier, and a column for the document.
 */
export interface DocumentCollection {
  name: string;
  key: string;
  /** Column that shows the identifier. */
  shows: string;
  /** Column that holds the document. */
  document: string;
}

/** @throws Refused when the map is not of that shape. */
export function documentCollection(map: SystemMap, kind: string, document: string): DocumentCollection {
  const [first, ...others] = Object.entries(map.collections);
  const key = first ? keyOf(first[1]) : [];
  const shows = first?.[1].identifiedBy?.[kind];
  if (!first || others.length > 0 || key.length !== 1 || shows === undefined || !(document in first[1].fields)) {
    throw new Refused(
      'unsupported',
      `The map must have one collection with a key of one column, identifiedBy ${kind}, and a field ${document}.`,
    );
  }
  return { name: first[0], key: key[0]!, shows, document };
}

/** The identifier by which the person is asked about; null when none of that kind is known. */
export function identifierOf(content: QuestionContent, kind: string): string | null {
  return content.identifiers?.find((identifier) => identifier.kind === kind)?.value ?? null;
}

/** A document about the person as a record: whose it is was asked, and is not taken from the document. */
export function documentItem(
  { name, key, shows, document }: DocumentCollection,
  identifier: string,
  id: string,
  content: JsonValue,
): ToldItem {
  return { collection: name, record: { [key]: id, [shows]: identifier, [document]: content } };
}
