import type { Identifier } from '../contract.js';

/** What is known of the person whose spans are looked for. */
export interface KnownPerson {
  identifiers: readonly Identifier[];
  /** Whole names and parts of them, as records show them. */
  names: readonly string[];
  /** ISO country in which telephone numbers without a country code are read. */
  country?: string;
}
