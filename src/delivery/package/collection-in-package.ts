import type { Collection } from '../../datamap/language.js';
import type { Tally } from './tally.js';

/** One collection of the package: where its files are and what was counted while they were written. */
export interface CollectionInPackage {
  system: string;
  collection: string;
  map: Collection;
  /** The answer covers these, in the map's order. */
  fields: string[];
  json: string;
  csv: string;
  tally: Tally;
}
