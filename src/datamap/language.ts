/**
 * The data map: where personal data lies in one system, why, and what an erasure does with it. This file is the
 * vocabulary; `datamap.schema.json` publishes it for editors, `lint/` checks what a schema cannot.
 *
 * Everything a map says is data. There is no SQL in a map: conditions are column → value tables, so that a map read
 * from a file can do nothing but name columns.
 */

/** A text in the languages people are answered in. A plain string stands for both. */
export type Localised = string | { en: string; de: string };

/** A JSON scalar as maps, keys and facts use it. Dates travel as ISO strings, 64-bit integers as decimal strings. */
export type Scalar = string | number | boolean | null;

/** All columns must equal the given value, or one of the given values. `null` asks for NULL. */
export type Condition = Record<string, Scalar | Scalar[]>;

/** Kinds of identifier the house knows by name; a map may use others (`customer_id`, `contact_id`, `ticket_id`, …). */
export type IdentifierKind = string;

/** What can be asked of a system beside keeping it: the legal basis and end of a purpose (Art. 15(1)(a), (d) GDPR). */
export interface Purpose {
  title: Localised;
  /** Legal basis as the law cites it, e.g. `6(1)(b)`. */
  basis: string;
  /** When the purpose ends, in words a data subject understands (Art. 15(1)(d)). */
  ends: Localised;
}

export interface Recipient {
  name: string;
  role: 'processor' | 'controller' | 'joint' | 'third_party';
  country?: string;
  /** Where a notice under Art. 19 goes: a mail address. Without one the notice becomes an errand for a person. */
  contact?: string;
  /** Slugs of the controllers whose data it receives; all that the system serves if left out. */
  controllers?: string[];
  /** The data were sold or shared (CCPA) with this recipient. */
  sold?: boolean;
}

/** A copy that lives on after the live system is erased: named with its end in plan, answer and receipt. */
export interface Copy {
  title: Localised;
  kind: 'backup' | 'replica' | 'index' | 'cache' | 'warehouse' | 'log';
  /** ISO 8601 duration after which what was erased is gone from this copy too. */
  kept: string;
}

/** How one column (or a JSON path inside it) is masked. `null` is SQL NULL. */
export type Strategy =
  | null
  | { constant: Scalar }
  /** A random, irreversible value that keeps the column unique: a salted hash whose salt is thrown away. */
  | { hash: { prefix?: string; suffix?: string; length?: number } }
  /** A date cut to its year or month. */
  | { date: 'year' | 'month' }
  /** The first n characters of a postcode or the like. */
  | { keepPrefix: number }
  /** JSON paths (`a.b`, `items[*].name`) set to null inside a JSON column. */
  | { json: string[] }
  /** Spans of free text that hold the person's identifiers or names become `[erased]`. */
  | { redact: true };

export interface Field {
  /** Fideslang data category, or several. */
  category: string | string[];
  /** Where the value comes from: portability covers `provided` and `observed` (Art. 20 GDPR). Default `provided`. */
  origin?: 'provided' | 'observed' | 'derived' | 'third_party';
  title?: Localised;
  /** Prose in which other people may be named: withheld until an officer has reviewed it. */
  freeText?: boolean;
  /** The value is about somebody else (a clerk's name, another customer): withheld until reviewed. */
  aboutOthers?: boolean;
  /** Never disclosed, only said to be held (e.g. 11 CCR 7024(d): passwords, account numbers). */
  neverDisclose?: boolean;
  /** Set by the engine, never in a file: the live column takes no mask. */
  unmaskable?: true;
  /** How the field is masked when its row stays. Default: null where the column allows it. */
  mask?: Strategy;
}

/**
 * Local columns that refer to another collection's key, or both sides named. `as: text` compares both sides as text,
 * for links whose columns differ in type (an integer key kept as a string elsewhere).
 */
export type Join = string | string[] | { from: string[]; to: string[]; as?: 'text' };

/** Rows kept because a law says so. The period itself is law data (`laws/`), named by its ground. */
export interface Retain {
  /** e.g. `de/ao-147/buchungsbeleg`. */
  ground: string;
  /** The column with the date that starts the period … */
  from?: string;
  /** … or the collection whose retained rows are the reason that this row stays (an invoice bears this name). */
  because?: string;
  /** Fields that stay. Every other mapped field is cleared by its mask. */
  keep: string[];
  meanwhile?: {
    /** How the kept rest is restricted: columns set to values, or a role or view named in words. */
    restrict?: { set: Record<string, Scalar> } | { note: Localised };
    /** Fields cleared at once, in addition to all those not kept. */
    clear?: string[];
  };
  /** What happens at the end of the period. Default `delete`. */
  then?: 'delete' | 'mask';
}

export type Erasure =
  | 'delete'
  | 'mask'
  | {
      retain: Retain;
      /** What becomes of rows to which the ground does not apply (no retained row is the reason). Default `delete`. */
      otherwise?: 'delete' | 'mask';
    }
  /** Rows that no request touches, with the ground that is told to the person. */
  | { keep: { ground: string; reason: Localised } };

/** While the condition holds, the data are still necessary (Art. 17(1)(a), 17(3)(e)): no ground, no erasure. */
export interface Necessary {
  while: Condition;
  /** A ground of `laws/grounds`, e.g. `gdpr/17-1-a/contract-runs`, `gdpr/17-3-e/claim`. */
  ground: string;
}

export interface Collection {
  /** Table, with schema if it is not the default one. Default: the collection's name. */
  from?: string;
  title?: Localised;
  key: string | string[];
  purpose: string | string[];
  /** Controller slug → rows that are its own. A controller without an entry sees no row of the collection; without `scope` all do. */
  scope?: Record<string, Condition>;
  searched?: { as: 'live' | 'archive' | 'log' | 'backup' } | { not: { ground: string; reason: Localised } };
  /** Identifier kind → column that shows it. Rows are looked up by these, and found rows teach them. */
  identifiedBy?: Record<IdentifierKind, string>;
  /** Owner collection → columns of this one that point to it. Ownership: the rows are the owner's own. */
  belongsTo?: Record<string, Join>;
  /** Holder collection → columns *of the holder* that point to this one. Erased only when nobody else holds the row. */
  sharedBy?: Record<string, Join>;
  /** Collections of this system whose rows must be gone first, beyond what the links say (a trigger, an import job). */
  eraseAfter?: string[];
  /** Rows about several people at once: copied with the others redacted, detached on erasure. */
  jointly?: boolean;
  fields: Record<string, string | string[] | Field>;
  /** Columns that are known and hold nothing personal. */
  notPersonal?: string[];
  necessary?: Necessary[];
  erasure: Erasure;
  /** What is set when the person opts out of sale or sharing, or restricts, in this collection. */
  optOut?: { set: Record<string, Scalar> };
  restrict?: { set: Record<string, Scalar> };
  /** Who assessed that masked rows are anonymous, when and why: without it masked data is reported as still held. */
  anonymised?: { assessedBy: string; on: string; why: string };
}

export interface SystemMap {
  /** Version of this language. */
  habeas: 1;
  system: string;
  title: Localised;
  connector: string;
  /** Settings of the connector; secrets only as references (`env:NAME`, `file:PATH`). */
  connection: Record<string, unknown>;
  /** Slugs of the controllers whose data the system holds. */
  controllers: string[];
  purposes: Record<string, Purpose>;
  recipients: Recipient[];
  /** Where data come from that the person did not give (Art. 15(1)(g)). */
  source: Localised;
  /** Transfers to third countries and their safeguards (Art. 15(2)); `none` when there are none. */
  transfers: Localised | 'none';
  /** Automated decisions (Art. 15(1)(h)); `none` when there are none. */
  automatedDecisions: Localised | 'none';
  copies: Record<string, Copy>;
  /** Does this system sell or share data (CCPA), so that a do-not-sell must be acknowledged here? */
  sells?: boolean;
  /** Identifier kinds that may be followed from found rows to further ones. Default: none but keys of the system. */
  follow?: IdentifierKind[];
  collections: Record<string, Collection>;
  /** Tables that are known and hold nothing personal (products, countries): `map check` does not ask about them. */
  notPersonal?: string[];
}

/** Names of Art. 15 facts that every system must state before a package may leave. */
export const ARTICLE_15_FACTS = [
  'purposes',
  'recipients',
  'source',
  'transfers',
  'automatedDecisions',
  'copies',
] as const;
