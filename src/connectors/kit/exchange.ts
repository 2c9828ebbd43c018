import type { Scalar, Strategy } from '../../datamap/language.js';
import type {
  Description,
  EraseStep,
  Evidence,
  Health,
  Identifier,
  JsonValue,
  Key,
  RefusalReason,
  RowsOf,
  Survey,
  Verb,
} from './contract.js';

/**
 * Conversations with systems that are asked and answer later: by a callback, by a person's hand, by an agent. The house
 * keeps them; a connector asks, and looks at how they stand.
 */
export interface Exchange {
  /**
   * Opens the conversation about this question, or finds it as it stands: the same question about the same case is put
   * once, also by another task, unless its answer was that it cannot be answered, or is weeks old.
   *
   * @throws Refused `unsupported` when `person` names no task (somebody only tries the system out).
   */
  ask(question: Question): Promise<Conversation>;
  /** The searches of the same case that brought whole records and are still fresh: nobody is asked for them twice. */
  wholeFinds(person: string): Promise<string[]>;
  /** The other side has been told, and will call back. */
  told(conversation: string): Promise<void>;
  /** The other side is a person, who is to be written to. Written once, however often it is asked. */
  tellPerson(conversation: string): Promise<void>;
  /** The other side has answered at once. */
  answer(conversation: string, answer: Answer): Promise<Conversation>;
  /**
   * A call that an agent carries out in its own network, or how it stands. The same call is carried out once, unless it
   * failed.
   *
   * @throws Refused as `ask`.
   */
  call(call: AgentCall): Promise<AgentAnswer>;
  /** What the agent of this system has told of it; null before it was there. */
  site(): Promise<AgentSite | null>;
  /** The open conversation of this system that a token opens, with its question; null when there is none. */
  byToken(token: string): Promise<OpenQuestion | null>;
  /** The open conversation of this system by its id. */
  byId(conversation: string): Promise<OpenQuestion | null>;
  /** Open conversations of this system, oldest first. */
  pending(limit: number, offset: number): Promise<OpenQuestion[]>;
  /** Adds records to what was uploaded; the same ones are added once. */
  append(conversation: string, items: ToldItem[]): Promise<void>;
  /** What was uploaded, in the order of its pages. */
  items(conversation: string): AsyncIterable<ToldItem[]>;
  /** What an agent's call brought, in the order of its pages. */
  results(conversation: string): AsyncIterable<unknown[]>;
}

export interface OpenQuestion {
  conversation: Conversation;
  verb: QuestionVerb;
  content: QuestionContent;
  openedAt: Date;
  /** Legal day by which the person must be answered. */
  dueOn: string | null;
  /** Records uploaded so far. */
  items: number;
}

/** One verb of the contract, to be carried out elsewhere. */
export interface AgentCall {
  /** The engine's name for the person: her task. */
  person: string;
  verb: Verb;
  /** The verb's batch, without what cannot travel. */
  input: JsonValue;
}

export type AgentAnswer =
  | { state: 'waiting' }
  | { state: 'done'; conversation: string }
  /** As the connector there has thrown it. */
  | { state: 'failed'; error: AgentFault };

export interface AgentFault {
  code: 'retryable' | 'rate-limited' | 'refused' | 'gone' | 'not-yet';
  reason?: RefusalReason;
  collection?: string;
  column?: string;
  afterMilliseconds?: number;
}

export interface AgentSite {
  survey: Survey;
  health: Health;
  description: Description;
  seenAt: Date;
}

export type QuestionVerb = 'find' | 'copy' | 'erase' | 'restrict' | 'opt-out';

export interface Question {
  /** The engine's name for the person: her task. */
  person: string;
  verb: QuestionVerb;
  /** What the other side must know, and nothing else. It lies sealed until it asks with its token. */
  content: QuestionContent;
  /** Who answers: a program, whose word counts as the system's confirmation, or a person, who declares. */
  of: 'system' | 'person';
}

export interface QuestionContent {
  /** By which the person is found. */
  identifiers?: Identifier[];
  /** What to copy. */
  rows?: Omit<RowsOf, 'person'>[];
  /** What to erase. */
  steps?: ToldStep[];
  /** Sets this question apart from an equal one. */
  occasion?: string;
}

export interface ToldStep {
  collection: string;
  action: EraseStep['action'];
  keys: Key[];
  mask?: Record<string, Strategy>;
  set?: Record<string, Scalar>;
}

/** `taken` is on the way; all below it are ends. */
export const CONVERSATION_STATES = [
  'open',
  'taken',
  'done',
  'nothing-found',
  'retained',
  'needs-a-person',
  'expired',
] as const;
export type ConversationState = (typeof CONVERSATION_STATES)[number];

export interface Conversation {
  id: string;
  state: ConversationState;
  /** Has the other side been told of it? */
  told: boolean;
  /** Opens this conversation to its holder, until it ends. */
  token: string;
  /** Where the other side calls: address of the service, without a slash at its end. */
  address: string;
  expiresAt: Date;
  /** When the other side wants to be looked at again, if it has said so. */
  checkAgainAt: Date | null;
  evidence: Evidence;
  /** Whole records are wanted, since they are to be copied for the person. */
  wantsWhole: boolean;
  /** What was uploaded are whole records, with every mapped field. */
  whole: boolean;
  /** Of what was to be erased, what the other side says is still there. */
  left: { collection: string; key: Key }[];
}

export const ANSWER_STATES = ['taken', 'done', 'nothing-found', 'retained', 'needs-a-person'] as const;
export type AnswerState = (typeof ANSWER_STATES)[number];

export interface Answer {
  state: AnswerState;
  /** With `taken`: when to look again. */
  checkAgainAt?: Date;
  /** Records that came with the answer, where there are no pages. */
  items?: ToldItem[];
  /** The pages that are there are all of them. */
  allPages?: boolean;
  whole?: boolean;
  left?: { collection: string; key: Key }[];
  /** With `retained`: the ground in the other side's words. With `needs-a-person`: why. Sealed. */
  reason?: string;
}

/** One record as the other side tells it: columns as the map names them. */
export interface ToldItem {
  collection: string;
  record: Record<string, JsonValue>;
  /** Of a record that several people share: how many others hold it. Unknown counts as one. */
  others?: number;
}

/** Moves the exchange's patience: what has ended is asked anew only if it ended so. */
export const CAN_BE_ASKED_AGAIN: readonly ConversationState[] = ['expired', 'needs-a-person', 'retained'];
export const HAS_ENDED: readonly ConversationState[] = [
  'done',
  'nothing-found',
  'retained',
  'needs-a-person',
  'expired',
];
