import type { Localised } from '../../datamap/language.js';
import type { AnswerKind } from '../../laws/law-data.js';
import type { LawSays } from '../../laws/law.js';
import type { Right } from '../../requests/request.entity.js';
import type { ControllerFacts } from '../controller-facts.js';
import type { Day } from '../formats.js';

/** What every letter but the code knows. */
export interface Common {
  controller: ControllerFacts;
  reference: string;
  /** The law under which it is written: its words for remedies, and what it is cited for. */
  law: LawSays;
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
  /** `askedOn`: the system has taken the call that day and answers later. */
  | { kind: 'pending'; what?: Localised; until?: Day; askedOn?: Day }
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
  /** Where something was erased or will be: what stays there whatever we do, in the words of the system's connector. */
  stays?: Localised;
  /** And how she may come to stand there again. */
  returns?: Localised;
}

/** What we keep about a person whose data are erased (practice 18). */
export interface KeptAboutYou {
  /** Sealed identifiers, for replay after a restore. */
  identifiersUntil: Day;
  /** Days after which each system is asked whether she has come back. */
  lookDays: number[];
  /** A keyed tag of her stays, by which imports and mailings are kept from bringing her back. */
  tombstone: boolean;
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
    /** A code is sent too: it suffices for the lesser answer that the law knows. */
    lesser?: boolean;
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
    package: AnswerKind;
    /** `categories`: how she can still show who she is, and have the single data too. */
    prove?: 'login' | 'officer';
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
    package: AnswerKind;
    prove?: 'login' | 'officer';
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
  supplement: Common & {
    right: Right;
    systems: SystemOutcome[];
    earlier: Day;
    complete: boolean;
    /** Of an erasure that is complete with it: the first answer could not say it yet. */
    kept?: KeptAboutYou;
  };
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
  /** `eraseOn`: she let the erasure follow by itself on that day; without it, it waits for her word. */
  'copy-reminder': Common & { link?: string; expires: Date; confirmLink?: string; eraseOn?: Day };
  /** A message of the office waits in the portal: that it does, and nothing of what it says. */
  'message-waiting': Common & { link: string };
  closing: Common & { closedOn: Day; keptUntil: Day; receipt: boolean };
  /** Art. 19, to a recipient; `yourKeys` only what this recipient knows the person by. */
  'recipient-notice': Common & {
    recipient: string;
    action: 'erasure' | 'rectification' | 'restriction' | 'do_not_sell';
    on: Day;
    yourKeys: { kind: Localised; value: string }[];
    confirmLink?: string;
  };
  /** To whoever works a system by hand, in the house or at a processor. Who is concerned stands behind the link alone. */
  'work-by-hand': Common & {
    owner: string;
    system: Localised;
    verb: 'find' | 'copy' | 'erase' | 'restrict' | 'opt-out';
    /** Asked of another company, as our processor (Art. 28(3)(e) GDPR). */
    processor?: string;
    dueOn: Day;
    link: string;
    /** Which reminder it is; absent in the first letter. */
    reminder?: number;
  };
  forwarded: Common & { receivedOn: Day; forwardedOn: Day; to: { name: string; contact?: string } };
}

export type LetterKind = keyof LetterData;
