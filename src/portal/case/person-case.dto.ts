import { ApiProperty } from '@nestjs/swagger';
import { RIGHTS, type RightName } from '../../laws/law-data.js';
import { STATES, type State } from '../../requests/journey-table.js';
import type { Signal } from '../../requests/subject-case.entity.js';
import { Bilingual } from '../../datamap/bilingual.dto.js';
import { CopyFirstDaysDto } from '../copy-first-days.dto.js';
import { PersonAftermathDto } from './erasure-aftermath.dto.js';
import { PersonOutcomesDto } from './person-outcome.dto.js';
import { TIMELINE_CODES, type TimelineCode } from './timeline-codes.js';

export class ClockStepDto {
  rule: string;
  citation: string;
  /** False: the rule has not been read in its primary text. */
  confirmed: boolean;
  from: string;
  to: string;
  text: Bilingual;
}

/** By when we answer under one law, and how that day is found. */
export class PersonClockDto {
  law: Bilingual;
  /** The last day on which an answer is in time, `YYYY-MM-DD`. */
  due: string;
  /** The same without any pause. */
  unpausedDue: string;
  extended: boolean;
  state: 'running' | 'paused' | 'answered' | 'withdrawn';
  confirmed: boolean;
  steps: ClockStepDto[];
}

export class PersonSystemDto {
  system: string;
  title: Bilingual;
  /**
   * `by-hand`: somebody of the office must act; `answers-later`: the system has taken the call and owes the answer;
   * `stopped`: on the person's own wish.
   */
  state: 'waiting' | 'searching' | 'searched' | 'working' | 'by-hand' | 'answers-later' | 'done' | 'stopped';
}

export class PersonPackageDto {
  kind: string;
  builtAt: Date;
  /** Of the file as it is fetched, about. */
  bytes: number;
  searched: number;
  of: number;
  records: number;
  withheld: number;
  /** The link of the letter is good until then; on a fresh proof the copy can be had as long as the case is kept. */
  expiresAt: Date | null;
  downloadsLeft: number;
  /** How often it can still be read on the page. */
  previewsLeft: number;
  /** The proof is too old: prove once more to fetch it. */
  proofTooOld: boolean;
}

/** What a request not to sell or share reaches. */
export class PersonOptOutDto {
  /** `honoured` only when every system that sells or shares has acknowledged. */
  status: 'received' | 'honoured';
  /** The browser's own signal came with it. */
  signal: Signal | null;
  covers: 'contact-given'[];
  /** A signal seen here was seen on this page alone; it covers no other site and no other device. */
  notCovered: ('browser-on-other-sites' | 'other-devices')[];
}

export class PersonRequestDto {
  id: string;
  @ApiProperty({ enum: RIGHTS })
  right: RightName;
  title: Bilingual;
  @ApiProperty({ enum: STATES })
  state: State;
  dueOn: string | null;
  /** The earliest first. */
  clocks: PersonClockDto[];
  /** A copy was asked for first: does the erasure wait for her word? */
  waitsForConfirmation: boolean;
  /** Copy first: so many days after the copy the erasure goes on by itself, as she chose; null: only on her word. */
  eraseAfterDays: number | null;
  /** The day that follows from it, once the copy is ready. */
  eraseOn: string | null;
  /** What she may do now. */
  may: ('prove' | 'withdraw' | 'confirm' | 'download' | 'receipt' | 'give-further-data')[];
  /** For do-not-sell alone. */
  optOut: PersonOptOutDto | null;
  /** Only for a person who has proven who she is: where she is known is nobody else's to read. */
  systems?: PersonSystemDto[];
  /** What became of the data, system by system, as far as it is shown; only for a proven person. Empty for a copy. */
  results?: PersonOutcomesDto[];
  /** What follows an erasure; only for a proven person, and once it is closed. */
  aftermath?: PersonAftermathDto | null;
  /** Code of the outcome, once it has ended; only for a proven person. */
  outcome?: string | null;
  /** Only for a proven person, and once it is released. */
  package?: PersonPackageDto | null;
}

export class PersonLetterDto {
  kind: string;
  at: Date;
  state: 'queued' | 'to-post' | 'sent' | 'failed';
}

export class PersonEventDto {
  @ApiProperty({ enum: TIMELINE_CODES })
  code: TimelineCode;
  at: Date;
  /** Null for what concerns the whole case. */
  requestId: string | null;
  /** The system that it happened in, where it happened in one. */
  system: string | null;
}

export class PersonControllerDto {
  slug: string;
  name: string;
  /** The privacy office. */
  contact: string;
  /** Days are days in this zone. */
  zone: string;
  languages: string[];
  copyFirstDays: CopyFirstDaysDto;
}

export class PersonMessagesDto {
  total: number;
  /** Of the office, not read yet. */
  unread: number;
}

export class PersonCaseDto {
  reference: string;
  controller: PersonControllerDto;
  locale: string;
  receivedAt: Date;
  /** Version of the privacy notice that was shown. */
  noticeVersion: string | null;
  /** Somebody asks for another person. */
  actingFor: boolean;
  proven: boolean;
  requests: PersonRequestDto[];
  /** The oldest first; until she is proven without anything that tells where she is known. */
  timeline: PersonEventDto[];
  messages: PersonMessagesDto;
  /** Only for a proven person. */
  letters?: PersonLetterDto[];
  /** Last day on which the case itself is kept; null while it is open. */
  keptUntil: string | null;
}
