import type { Localised } from '../../datamap/language.js';
import type { Right } from '../../requests/request.entity.js';
import type { ControllerFacts } from '../controller-facts.js';
import type { Day } from '../formats.js';

/** What every letter but the code knows. */
export interface Common {
  controller: ControllerFacts;
  reference: string;
  /** Under which law it is written; articles of the GDPR are cited only where it applies. Default `gdpr`. */
  regime?: 'gdpr' | 'ccpa';
  /** Printed on top of a letter by post; never set in a mail before the person is proven. */
  addressee?: string[];
}

/** Practice 16: how we know. */
export type Shown =
  | { how: 'reread'; on: Day }
  | { how: 'confirmed' }
  /** By whom, and how we know who it was: „via the link sent to …" (practice 30). */
  | { how: 'declared'; by: Localised; via: Localised }
  | { how: 'unverifiable' };

export interface CopyUntil {
  title: Localised;
  until: Day;
}

/** What became of data in one system: the words of practice 13 and 16 hang on these, one for one. */
export type Outcome =
  | { kind: 'erased'; what?: Localised; on: Day; shown: Shown; copies: CopyUntil[] }
  /** Blanked or replaced: the record is still held. */
  | { kind: 'masked'; what?: Localised; on: Day; shown: Shown; copies: CopyUntil[] }
  /** Only where the map names who assessed re-identification, when and why. */
  | { kind: 'anonymised'; what?: Localised; on: Day; assessedBy: string; assessedOn: Day; copies: CopyUntil[] }
  /** Our person's share in something others hold too is gone; the thing stays theirs. */
  | { kind: 'detached'; what?: Localised; on: Day }
  | { kind: 'corrected'; what?: Localised; on: Day; shown: Shown }
  | { kind: 'restricted'; what?: Localised; on: Day; ground: Localised }
  /** Kept by law; the end is the earliest (§ 147(3) AO may prolong it). */
  | { kind: 'retained'; what?: Localised; ground: Localised; notBefore: Day; restricted: boolean }
  /** Still necessary, needed for a claim, or otherwise refused, with the ground. */
  | { kind: 'refused'; what?: Localised; ground: Localised }
  | { kind: 'pending'; what?: Localised; until?: Day }
  /** Withdrawn before anything was done here. */
  | { kind: 'stopped' }
  /** A person has looked and said that it is not done: never silence, never „nothing found". */
  | { kind: 'undone'; ground: Localised }
  /** Declared by the office: rights that are worked by hand, and steps that a machine could not take. */
  | { kind: 'by-hand'; on: Day }
  /** Entered in the marketing block list. */
  | { kind: 'blocked'; on: Day }
  | { kind: 'nothing'; on: Day };

export interface SystemOutcome {
  system: Localised;
  outcomes: Outcome[];
}

/** What we keep about a person whose data are erased (practice 18). */
export interface KeptAboutYou {
  /** Sealed identifiers, for replay after a restore. */
  identifiersUntil: Day;
  /** A marketing block entry is never removed by an erasure (practice 15). */
  blockEntry: boolean;
  caseUntil: Day;
}

/** Each letter and what it must be told. */
export interface LetterData {
  acknowledgement: Common & {
    receivedOn: Day;
    answerBy: Day;
    rights: Right[];
    /** How the person shows who she is. `none`: the right asks for no proof. */
    proof: 'code' | 'login' | 'officer' | 'none' | 'done';
    statusLink?: string;
  };
  /** The code, how long it is good, and nothing else: whoever reads this may be a stranger. */
  code: { controller: ControllerFacts; code: string; validMinutes: number };
  'erasure-notice': Common & { receivedOn: Day; until: Date; cancelLink: string };
  /** Art. 12(6): a recorded doubt, asked without undue delay. */
  'identity-request': Common & { doubt: Localised; needed: Localised[]; link?: string; askedOn: Day; answerBy: Day };
  /** Art. 11(2): we cannot tell which data are hers; she may give more. */
  'further-data': Common & { tried: Localised[]; helpful: Localised[]; link?: string };
  'package-ready': Common & {
    package: 'access' | 'portability';
    /** With the token in its fragment. */
    link: string;
    expires: Date;
    times: number;
    coverage: { searched: number; of: number };
    withheld: number;
    /** An erasure waits for her word that the copy has arrived (practice 14). */
    erasureWaits?: 'for-her-word' | Day;
  };
  'package-by-post': Common & {
    package: 'access' | 'portability';
    coverage: { searched: number; of: number };
    withheld: number;
  };
  'nothing-found': Common & {
    searchedWith: string[];
    systems: { title: Localised; on: Day }[];
    notSearched: { title: Localised; reason: Localised }[];
  };
  'erasure-answer': Common & {
    systems: SystemOutcome[];
    kept: KeptAboutYou;
    recipients: { name: string; told: 'told' | 'asked' | 'not-reachable' }[];
    receipt: boolean;
  };
  'partial-answer': Common & { right: Right; systems: SystemOutcome[]; nextBy?: Day };
  supplement: Common & { right: Right; systems: SystemOutcome[]; earlier: Day; complete: boolean };
  /** Rectification, restriction, objection, withdrawal of consent: what was done, system by system. */
  'measures-answer': Common & { right: Right; systems: SystemOutcome[] };
  extension: Common & { receivedOn: Day; reasons: Localised[]; oldDue: Day; newDue: Day };
  /** Art. 12(4): without delay, the reasons, and where to turn. */
  refusal: Common & { right: Right; reasons: Localised[]; invite?: Localised };
  'optout-received': Common & {
    right: 'do_not_sell' | 'limit_use';
    receivedOn: Day;
    honouredBy: Day;
    acknowledged: Localised[];
    outstanding: Localised[];
    /** The signal was seen on this site alone and covers no other (practice 19). */
    seenOnlyOn?: string;
  };
  'optout-honoured': Common & {
    right: 'do_not_sell' | 'limit_use';
    receivedOn: Day;
    systems: { title: Localised; on: Day }[];
    /** To whom data were sold meanwhile, and who were told. */
    told: string[];
    seenOnlyOn?: string;
  };
  'withdrawal-confirmed': Common & { rights: Right[]; withdrawnOn: Day };
  /** The intent to destroy was committed before the word came. */
  'withdrawal-late': Common & { withdrawnAt: Date; systems: SystemOutcome[] };
  'copy-reminder': Common & { link?: string; expires: Date; confirmLink?: string };
  closing: Common & { closedOn: Day; keptUntil: Day; receipt: boolean };
  /** Art. 19, to a recipient; `yourKeys` only what this recipient knows the person by. */
  'recipient-notice': Common & {
    recipient: string;
    action: 'erasure' | 'rectification' | 'restriction' | 'do_not_sell';
    on: Day;
    yourKeys: { kind: Localised; value: string }[];
    confirmLink?: string;
  };
  forwarded: Common & { receivedOn: Day; forwardedOn: Day; to: { name: string; contact?: string } };
}

export type LetterKind = keyof LetterData;
