/**
 * What a law's file says, as the code reads it. `law.schema.json` publishes the same shape for editors and is what a file
 * is checked against; nothing here decides anything.
 */

export type Language = 'de' | 'en';
export type Localised = Record<Language, string>;

/** Where a figure stands, and whether it has been read there. What is not confirmed says what to check. */
export interface Strength {
  citation: string;
  confirmed: boolean;
  check?: string;
}

/** Practice 24: the rights that a request can be about. A law knows those that its file lists. */
export const RIGHTS = [
  'access',
  'portability',
  'rectification',
  'erasure',
  'restriction',
  'objection',
  'objection_direct_marketing',
  'withdraw_consent',
  'automated_decision',
  'do_not_sell',
  'limit_use',
] as const;
export type RightName = (typeof RIGHTS)[number];

/** From weakest to strongest; a stronger one satisfies a weaker. `contact` is a code sent to a contact already on file. */
export const ASSURANCE_LEVELS = ['none', 'contact', 'login', 'officer'] as const;
export type AssuranceLevel = (typeof ASSURANCE_LEVELS)[number];

/** The highest category of data that a request reaches. */
export type Sensitivity = 'ordinary' | 'financial' | 'special';

/** ISO 8601 days, months or years, or business days: `P1M`, `P45D`, `10BD`. */
export type Period = string;

export type Effect =
  | 'copy'
  | 'portable_copy'
  | 'erasure'
  | 'rectification'
  | 'restriction'
  | 'balancing'
  | 'marketing_stop'
  | 'consent_end'
  | 'human_review'
  | 'opt_out'
  | 'limit_use';

/** The path that a request takes under this right. */
export interface Road {
  /** Is identity proven, at the level of the assurance table? */
  proof: boolean;
  /** Is a plan made (locate, preview, hash)? */
  plan: boolean;
  /** Who decides before anything is done. */
  decision: 'officer' | 'none';
  /** Are all verified contacts told, with time to object, before the effect? */
  objectionWindow: boolean;
  /** Does an officer release the package before it leaves? */
  review: boolean;
  /** Done by connectors, or by a person as an errand. */
  execution: 'machine' | 'errand';
  effect: Effect;
}

/** A statement that a letter must hold. */
export interface Statement extends Localised {
  id: string;
}

export interface AnswerItem extends Statement {
  citation: string;
}

/** Places of our own words where a law may be cited: one that a law does not name is said without a citation. */
export const CITED_STEPS = [
  'access',
  'portability',
  'categories',
  'doubt',
  'further_data',
  'extension',
  'refusal',
  'notice',
  'others',
  'trade_secret',
  'privilege',
  'secrecy',
  'investigation',
  'never_disclosed',
  'no_decisions',
  'unfounded',
  'excessive',
  'unidentifiable',
  'no_ground',
] as const;
export type CitedStep = (typeof CITED_STEPS)[number];

/** Kinds of answer that a person is sent as a package. */
export const ANSWER_KINDS = ['access', 'portability', 'categories'] as const;
export type AnswerKind = (typeof ANSWER_KINDS)[number];

/** What letters, reports and packages say because this law says it. No other room knows words of a law. */
export interface LawWords {
  /** Headings: on the report, beneath it, and on the text file beside it. A law without `categories` gives none. */
  answers: Record<'access' | 'portability', AnswerHeading> & { categories?: AnswerHeading };
  /** The person's rights, as every answer lists them. */
  rights: Localised[];
  /** Where somebody can turn who disagrees with us: the authority, and a court where the law names one. */
  complaint: Localised;
  court?: Localised;
  /** What recipients are called, by their role in the data map. */
  roles: Record<'processor' | 'controller' | 'joint' | 'third_party', Localised>;
  /** How the legal basis of a purpose is cited (`6(1)(b)` in the map). Absent: this law knows none, and none is named. */
  bases?: { article: Localised; paragraph: Localised; letter: Localised };
}

export interface AnswerHeading {
  title: Localised;
  under: Localised;
  file: Localised;
}

export interface CountingRule {
  /** How the nominal last day is found. */
  ends: Strength;
  /** A last day that is off moves to the next working day. Absent: it stays. */
  rollForward?: Strength;
  /** A period in days of at least `from` holds at least so many working days. */
  leastWorkingDays?: Strength & { days: number; from: Period };
}

export interface ClockRule {
  ack?: Strength & { period: Period; counting: string; content: Statement[] };
  respond: Strength & { period: Period; cautious?: Period; counting: string };
  extend?: Strength & { by: Period; total: Period; reasons: boolean; if: Localised };
  /** Only an officer's recorded doubt pauses, and only under a law that says so. */
  pause?: Strength & { askedWithin?: Period; days: 'elapsed' | 'inclusive' };
  answerBefore: Strength & { period: Period };
  warnBefore: Period;
}

export interface RefusalRule extends Strength {
  within: Period;
  mustState: Statement[];
  /** A partial refusal (retained data) needs the notice too. */
  partialToo: boolean;
  documentReasons?: boolean;
}

export interface AssuranceRule extends Strength, Record<Sensitivity, AssuranceLevel> {
  /** At least this, whatever the category, where an effect cannot be undone. */
  irreversible: AssuranceLevel;
}

export interface RightRule extends Strength {
  title: Localised;
  /** Name in `clocks`. */
  clock: string;
  /** What must be in effect sooner than the answer. `if` says when it applies; without it always. */
  act?: Strength & { period: Period; does: Effect; if?: Localised };
  road: Road;
  /** Portability: only fields of these origins. */
  origins?: ('provided' | 'observed' | 'derived' | 'third_party')[];
  /** Name in `assurance`. */
  assurance: string;
  /**
   * What becomes of a request whose sender cannot be proven. `categories`: it goes on as the lesser request, which asks
   * for `assurance` and is answered by `answer` (a name in `answers`). `instead`: what a refusal points to.
   */
  unproven?: Strength & {
    treatAs: 'unidentifiable' | 'categories' | 'refusal';
    assurance?: AssuranceLevel;
    answer?: string;
    instead?: Localised;
  };
  /** Name in `refusals`. */
  refusal: string;
  /** Name in `answers`. */
  answer: string;
  /** Which recipients of the map are told afterwards: those of a role, and those to whom data were sold. */
  tells?: Strength & { roles: ('processor' | 'controller' | 'joint' | 'third_party')[]; sold: boolean };
}

export interface CalendarRule extends Strength {
  /** ISO weekdays that are off: 6 is Saturday, 7 is Sunday. */
  weekend: number[];
  holidays: {
    /** Fixed by the law; else the controller's country and state count … */
    country?: string;
    state?: string;
    /** … if the country is one of these. */
    among?: string[];
    types: string[];
    /** Substitute holidays on these weekdays are not believed. */
    noSubstituteOn?: number[];
  };
}

export interface CaseRetentionRule extends Strength {
  period: Period;
  begins: 'closing' | 'end_of_calendar_year';
}

export interface LawData {
  law: string;
  version: string;
  valid: { from: string; to?: string };
  title: Localised;
  citation: string;
  languages: Language[];
  applies: {
    /** The controller's home law: applies whoever asks. */
    establishment?: Strength;
    /** Applies to people who live there, whoever the controller is. */
    residence?: Strength & { countries: string[]; states?: string[] };
  };
  asProcessor: Strength & { title: Localised };
  calendar: CalendarRule;
  counting: Record<string, CountingRule>;
  clocks: Record<string, ClockRule>;
  refusals: Record<string, RefusalRule>;
  answers: Record<string, AnswerItem[]>;
  words: LawWords;
  cites: Partial<Record<CitedStep, Localised>>;
  assurance: Record<string, AssuranceRule>;
  rights: Partial<Record<RightName, RightRule>>;
  eraseGrounds: { default: string; byBasis?: Record<string, string> };
  fee: Strength & { default: 'free'; unless: Localised };
  records: Strength & { fields: string[]; purposeLimited: boolean };
  caseRetention: CaseRetentionRule;
}
