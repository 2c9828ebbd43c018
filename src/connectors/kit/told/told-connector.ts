import type { SystemMap } from '../../../datamap/language.js';
import type {
  CollectedRecord,
  Connector,
  ConnectorTools,
  Description,
  EraseBatch,
  ErasePerson,
  EraseResult,
  FlagBatch,
  FlagResult,
  Health,
  LocateBatch,
  PersonQuery,
  RereadBatch,
  RereadResult,
} from '../contract.js';
import { NotYet, Refused } from '../errors.js';
import {
  type Answer,
  type Conversation,
  type Exchange,
  HAS_ENDED,
  type Question,
  type QuestionContent,
  type ToldItem,
} from '../exchange.js';
import type { IdentifierReading } from '../identifiers.js';
import { collectedFrom, locatedFrom } from './told-records.js';
import { toldSurvey } from './told-survey.js';

/** How one kind of other side is reached. */
export interface Telling {
  connector: string;
  /** Who answers. */
  of: Question['of'];
  done: Description['done'];
  concurrency: number;
  /** Ask once more before and after an erasure, instead of taking the other side's last word for it. */
  searchAgain: boolean;
  reading: IdentifierReading;
  /**
   * Brings a conversation to the other side's notice. It may be repeated.
   *
   * @returns its answer, where it answers at once; null when it will call back.
   */
  tell(conversation: Conversation, question: Question, signal?: AbortSignal): Promise<Answer | null>;
  /** Looks how a conversation stands with the other side, where that can be asked. */
  look?(conversation: Conversation, question: Question, signal?: AbortSignal): Promise<Answer | null>;
  /** Answers calls of the other side in its own protocol. */
  serves?: Connector['serves'];
  check(): Promise<Health>;
  close(): Promise<void>;
}

type ToldRows = NonNullable<QuestionContent['rows']>[number];

const LOOK_AGAIN_MS = 24 * 3_600_000;
const PAGE = 500;

/**
 * A system that is told what to do and tells what it did, instead of being read and written. Everything it says is the
 * word of the other side, and is called so: confirmed by a program, declared by a person, never re-read.
 */
export function toldConnector(map: SystemMap, tools: ConnectorTools, telling: Telling): Connector {
  const talk = new Talk(map, tools, telling);
  return {
    describe: () => ({
      connector: telling.connector,
      verbs: ['locate', 'collect', 'erase', 'reread', 'flag'],
      // A conversation is about one person: nobody waits for another's answer.
      batch: { locate: 1, collect: 1, erase: 1, reread: 1, flag: 1 },
      concurrency: telling.concurrency,
      done: telling.done,
      evidence: telling.of === 'system' ? 'confirmed' : 'declared',
    }),
    check: () => telling.check(),
    survey: () => Promise.resolve(toldSurvey(map)),
    async *locate(batch) {
      for (const person of batch.people) yield* talk.locate(batch, person);
    },
    async *collect({ rows, signal }) {
      for (const person of new Set(rows.map((one) => one.person))) {
        const own = rows.filter((one) => one.person === person).map(({ collection, keys }) => ({ collection, keys }));
        if (own.every(({ keys }) => keys.length === 0)) continue;
        const records = await talk.copies(person, own, signal);
        for (let at = 0; at < records.length; at += PAGE) yield records.slice(at, at + PAGE);
      }
    },
    erase: (batch) => Promise.all(batch.people.map((person) => talk.erase(batch, person))),
    reread: (batch) => talk.reread(batch),
    flag: (batch) => Promise.all(batch.people.map((person) => talk.flag(batch, person))),
    ...(telling.serves ? { serves: telling.serves } : {}),
    close: () => telling.close(),
  };
}

class Talk {
  /** Answers that this very call has had: what was left of an erasure is asked for right after it. */
  private readonly left = new Map<string, Conversation>();

  constructor(
    private readonly map: SystemMap,
    private readonly tools: ConnectorTools,
    private readonly telling: Telling,
  ) {}

  async *locate(batch: LocateBatch, person: PersonQuery) {
    const occasion = batch.occasion ?? 'search';
    // Nobody has looked again: the evidence of the erasure says whose word it is.
    if (occasion === 'after-erasure' && !this.telling.searchAgain) return;
    const identifiers = person.identifiers.toSorted((a, b) => compare(`${a.kind} ${a.value}`, `${b.kind} ${b.value}`));
    const content = { identifiers, ...(this.telling.searchAgain && occasion !== 'search' ? { occasion } : {}) };
    const { items } = await this.ended(
      { person: person.person, verb: 'find', content, of: this.telling.of },
      batch.signal,
    );
    const { records, adrift } = locatedFrom(this.map, person, items, batch.digest, this.telling.reading);
    if (adrift > 0)
      throw new Refused('somebody-else', 'The other side has sent records that nothing ties to the person.');
    for (let at = 0; at < records.length; at += PAGE) yield records.slice(at, at + PAGE);
  }

  /** The records wanted: from a search that brought them whole, or asked for now. */
  async copies(person: string, rows: ToldRows[], signal?: AbortSignal): Promise<CollectedRecord[]> {
    const wanted = new Set(rows.flatMap(({ collection, keys }) => keys.map((key) => nameOf(collection, key))));
    const exchange = exchangeOf(this.tools);
    const found = new Map<string, CollectedRecord>();
    const take = (items: ToldItem[]): void => {
      for (const record of collectedFrom(this.map, person, items)) {
        const name = nameOf(record.collection, record.key);
        if (wanted.has(name)) found.set(name, record);
      }
    };
    for (const search of await exchange.wholeFinds(person)) {
      for await (const page of exchange.items(search)) take(page);
    }
    if (found.size < wanted.size) {
      const { items } = await this.ended({ person, verb: 'copy', content: { rows }, of: this.telling.of }, signal);
      take(items);
    }
    return [...found.values()];
  }

  async erase(batch: EraseBatch, { person, steps, identifiers }: ErasePerson): Promise<EraseResult> {
    const content = { steps: steps.filter(({ keys }) => keys.length > 0), identifiers };
    if (content.steps.length === 0) return { person, status: 'done', kept: [] };
    const { conversation } = await this.ended({ person, verb: 'erase', content, of: this.telling.of }, batch.signal);
    this.left.set(person, conversation);
    return { person, status: 'done', kept: [] };
  }

  async reread(batch: RereadBatch): Promise<RereadResult[]> {
    return batch.items.map(({ person, collection, rows }) => {
      const conversation = this.left.get(person);
      // Asked by somebody who has not erased just now: what nobody looks at is not verified.
      if (!conversation) return { person, collection, residue: [], evidence: 'unverifiable' };
      const left = new Set(conversation.left.map((one) => nameOf(one.collection, one.key)));
      const residue = rows.filter(({ key }) => left.has(nameOf(collection, key))).map(({ key }) => ({ key }));
      return { person, collection, residue, evidence: conversation.evidence };
    });
  }

  async flag(batch: FlagBatch, { person, identifiers }: PersonQuery): Promise<FlagResult> {
    const verb = batch.flag === 'optOut' ? 'opt-out' : 'restrict';
    const { conversation } = await this.ended(
      { person, verb, content: { identifiers }, of: this.telling.of },
      batch.signal,
    );
    return conversation.state === 'nothing-found'
      ? { person, status: 'not-found', records: 0 }
      : { person, status: 'acknowledged', records: 1 };
  }

  /** The conversation with its answer. @throws NotYet while there is none; Refused when the answer needs a person. */
  async ended(question: Question, signal?: AbortSignal): Promise<{ conversation: Conversation; items: ToldItem[] }> {
    const exchange = exchangeOf(this.tools);
    let conversation = await exchange.ask(question);
    if (!conversation.told && !HAS_ENDED.includes(conversation.state)) {
      const answer = await this.telling.tell(conversation, question, signal);
      if (answer) conversation = await exchange.answer(conversation.id, answer);
      else await exchange.told(conversation.id);
    } else if (this.telling.look && !HAS_ENDED.includes(conversation.state)) {
      const answer = await this.telling.look(conversation, question, signal);
      if (answer) conversation = await exchange.answer(conversation.id, answer);
    }
    switch (conversation.state) {
      case 'open':
      case 'taken': {
        const again = conversation.checkAgainAt ?? new Date(this.tools.now().getTime() + LOOK_AGAIN_MS);
        throw new NotYet(new Date(Math.min(again.getTime(), conversation.expiresAt.getTime())));
      }
      case 'retained':
        throw new Refused('retained-there', 'The system keeps data and names a ground: a person must judge it.');
      case 'needs-a-person':
        throw new Refused('needs-a-person', 'The system answers that a person must look at it.');
      case 'expired':
        throw new Refused('wait-expired', 'The system was asked and has not answered in time.');
      case 'nothing-found':
        return { conversation, items: [] };
      case 'done': {
        const items: ToldItem[] = [];
        for await (const page of exchange.items(conversation.id)) items.push(...page);
        return { conversation, items };
      }
    }
  }
}

function exchangeOf(tools: ConnectorTools): Exchange {
  if (!tools.exchange) throw new Refused('unsupported', 'This process keeps no conversations with systems.');
  return tools.exchange;
}

const nameOf = (collection: string, key: readonly (string | number)[]): string =>
  `${collection}\u0000${JSON.stringify(key)}`;

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
