import type { IdentifierKind, Localised, SystemMap } from '../datamap/language.js';
import type { AnswerKind } from '../laws/law-data.js';
import type { LawSays } from '../laws/law.js';
import type { ControllerFacts } from '../letters/controller-facts.js';
import type { Day } from '../letters/formats.js';
import type { Locale } from '../letters/locale.js';

/**
 * `access` answers Art. 15 GDPR: facts about the processing and a copy. `portability` (Art. 20) is a package of its
 * own: what the person provided or what was observed of her, under consent or contract, machine-readable. `categories`
 * is what is left of either where identity is not proven as far as single data ask (11 CCR 7024(a)): kinds, no pieces.
 */
export type PackageKind = AnswerKind;

/** What the law gives to this answer: its words, its citations, and the facts it asks for (`answers` in its file). */
export interface AnswerLaw extends LawSays {
  asks: ReadonlySet<string>;
}

/** All that a package says, beside the records themselves. */
export interface PackageModel {
  kind: PackageKind;
  locale: Locale;
  law: AnswerLaw;
  controller: ControllerFacts;
  /** `HB-XXXX-XXXX` */
  reference: string;
  receivedOn: Day;
  /** The package says how things stood then. */
  builtAt: Date;
  /** What was searched with, as this person may see it: proven identifiers in full, learnt ones masked by the caller. */
  searchedWith: { kind: IdentifierKind; shown: string }[];
  /** Every system registered for the controller, searched or not. */
  systems: SystemAnswer[];
  /** Grounds that the maps name (`laws/grounds`), in words. */
  grounds: Record<string, GroundText>;
}

export interface GroundText {
  title: Localised;
  /** As a lawyer cites it, e.g. `§ 147 Abs. 1 Nr. 4 AO`. */
  citation?: Localised;
  /** The period in words, e.g. `acht Jahre ab dem Ende des Kalenderjahres`. */
  period?: Localised;
}

export interface SystemAnswer {
  /** The map's version that the request was planned with. */
  map: SystemMap;
  outcome: SearchOutcome;
  /** Collections in which something of the person was found, where no records are collected (`categories`). */
  holds?: string[];
  /** Who consulted the data, when and why; roles, not names (C-579/21). Absent: the system keeps no such record. */
  consultations?: { at: Date; role: Localised; why: Localised }[];
}

export type SearchOutcome =
  | { status: 'found'; searchedAt: Date }
  | { status: 'nothing'; searchedAt: Date }
  /** Refused or left out, with the reason that is told (practice 21). */
  | { status: 'not-searched'; reason: Localised; ground?: string }
  /** Tried and not succeeded; a supplement follows. */
  | { status: 'failed'; since: Date; retryBy?: Day }
  /** Asked, and not answered yet. */
  | { status: 'pending'; until?: Day };

/** „14 of 15 systems" */
export interface Coverage {
  searched: number;
  of: number;
}

export function coverage(systems: readonly SystemAnswer[]): Coverage {
  return { searched: systems.filter(({ outcome }) => wasSearched(outcome)).length, of: systems.length };
}

export function wasSearched(outcome: SearchOutcome): outcome is Extract<SearchOutcome, { searchedAt: Date }> {
  return outcome.status === 'found' || outcome.status === 'nothing';
}
