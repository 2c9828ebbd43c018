import type { Collection, Localised, Scalar, Strategy, SystemMap } from '../../datamap/language.js';
import type { Exchange } from './exchange.js';
import type { Budget, Budgets } from './http/budget.js';
import type { Http } from './http/http.js';
import type { JobNotes } from './http/job-notes.js';
import type { TokenStore } from './credentials/token-store.js';

/**
 * What every system behind a request must be able to do, in whatever way it is reached. Batch in, per person out.
 *
 * A connector is a plain object without framework, database or queue, so that the agent can run it in a closed
 * network. It throws only the errors of `errors.ts`, never shows personal data in them, and may be called again with
 * the same input at any time: every verb is idempotent.
 */
export interface Connector {
  describe(): Description;
  /** Can we reach it, and with which rights? Never throws for an unreachable system: it says so. */
  check(): Promise<Health>;
  /** The live schema, for scanning and drift. */
  survey(options?: SurveyOptions): Promise<Survey>;
  /**
   * Read-only: which records are these people's, by ownership, and which further identifiers the records show.
   * Starts from the given identifiers, follows `belongsTo` and `sharedBy` inside the system until nothing is new, and
   * never follows a learnt identifier (the engine decides which may be followed, and asks again).
   */
  locate(batch: LocateBatch): AsyncIterable<LocatedRecord[]>;
  /** The named records, as the map's fields. */
  collect(batch: CollectBatch): AsyncIterable<CollectedRecord[]>;
  /** Deletes, masks and detaches the sealed keys. Order, constraints and shared holders are the connector's business. */
  erase(batch: EraseBatch): Promise<EraseResult[]>;
  /** What of the sealed keys is still there. */
  reread(batch: RereadBatch): Promise<RereadResult[]>;
  /** Records a do-not-sell or a restriction where the system can. */
  flag?(batch: FlagBatch): Promise<FlagResult[]>;
  /** Tells tickets how a request that began in them stands. */
  reply?(batch: ReplyBatch): Promise<ReplyResult[]>;
  /** Whom the system's own ids stand for: what it tells by webhook often names nobody. Read-only. */
  identify?(batch: IdentifyBatch): Promise<IdentifiedRecord[]>;
  /**
   * Answers calls from the other side, where that speaks a protocol of its own. Who calls is the connector's to make sure
   * of, before anything else.
   */
  serves?(call: IncomingCall): Promise<ServedAnswer>;
  close(): Promise<void>;
}

/** A call to this service's address for one system, `/v1/exchange/by/<system>/<path>`. */
export interface IncomingCall {
  method: string;
  /** Without a slash at its beginning. */
  path: string;
  query: Record<string, string>;
  /** Lower-case names. */
  headers: Record<string, string>;
  body: Buffer;
}

export interface ServedAnswer {
  status: number;
  /** JSON, or text if it is a string. */
  body?: JsonValue;
}

export type Verb = 'locate' | 'collect' | 'erase' | 'reread' | 'flag' | 'reply' | 'identify';

/** What "done" means here; shown in the plan's preview and in the answer. */
export interface Description {
  connector: string;
  verbs: Verb[];
  /** People per call, by verb. */
  batch: Partial<Record<Verb, number>>;
  /** Calls at once over all workers. */
  concurrency: number;
  /** What the system bears or its contract allows, over all workers (`http/budget.ts`). */
  budgets?: Budget[];
  done: {
    deletion: 'hard' | 'soft';
    /** ISO 8601 duration until a soft deletion is final. */
    after?: string;
    reversible: boolean;
    /** What stays in the system whatever we do, in words. */
    residue?: Localised;
    /** How the person may come to stand there again, in words: an import, a form, a synchronisation. */
    returns?: Localised;
  };
  /** The best evidence this connector can give for an erasure. */
  evidence: Evidence;
}

/** Practice 16: how we know. */
export type Evidence = 'reread' | 'confirmed' | 'declared' | 'unverifiable';

export interface Health {
  reachable: boolean;
  /** e.g. `read`, `delete`, `update`; asserted by looking, not by trying. */
  rights: string[];
  /** Stable code when something is wrong: `unreachable`, `unauthorised`, `no-such-collection`, `missing-right`, … */
  problems: { code: string; collection?: string; column?: string; detail: string }[];
}

export interface SurveyOptions {
  /** Sample this many values of each column, to tell likely personal columns. Values never leave the process. */
  sample?: number;
}

export interface Survey {
  collections: SurveyedCollection[];
}

export interface SurveyedCollection {
  /** Name with schema where it is not the default one. */
  name: string;
  columns: SurveyedColumn[];
  key: string[];
  references: { columns: string[]; to: string; toColumns: string[]; onDelete: string }[];
  unique: string[][];
  /** Leading columns of every index. */
  indexes: string[][];
  /** Columns that a CHECK constraint names: what a mask may put there is known to the server alone. */
  checked?: string[];
  /** Estimated, from the catalogue. */
  rows: number;
}

export interface SurveyedColumn {
  name: string;
  type: string;
  nullable: boolean;
  hasDefault: boolean;
  generated: boolean;
  /** The system offers no way to change it: what stands there stays as long as the record does. */
  fixed?: true;
  /** Longest text the column takes, if bounded. */
  length: number | null;
  samples?: Scalar[];
}

/** A record's key in the order of the collection's key columns. Integers beyond 2^53 and dates travel as strings. */
export type Key = readonly (string | number)[];

export interface Identifier {
  kind: string;
  /** Canonical form (`platform/crypto/canonical.ts`). */
  value: string;
}

/** One person of a batch. `person` is an opaque name that the caller gives and gets back. */
export interface PersonQuery {
  person: string;
  identifiers: Identifier[];
}

/** Turns a value into a keyed digest, so that two readings can be compared without keeping the value. */
export type Digest = (value: string) => string;

/**
 * Why a system is searched: to learn what is there; once more before what was approved is destroyed; or afterwards, to
 * see that nothing is left.
 */
export type Occasion = 'search' | 'before-erasure' | 'after-erasure';

export interface LocateBatch {
  /** Slug of the controller whose data are meant: the map's `scope` applies to every read and write. */
  controller: string;
  /**
   * Name of this call, the same on every retry with the same people (also after `NotYet`). Absent where somebody only
   * tries a system out.
   */
  reference?: string;
  /** Default: `search`. */
  occasion?: Occasion;
  people: PersonQuery[];
  digest: Digest;
  signal?: AbortSignal;
}

export interface LocatedRecord {
  person: string;
  collection: string;
  key: Key;
  /** `identity`: matched an identifier; `owned`: belongs to a located record; `shared`: held by one. */
  via: 'identity' | 'owned' | 'shared';
  /** For `identity`: the identifiers that matched it. */
  matched?: Identifier[];
  /** For `owned`: the owning record, so that `retain.because` can be traced. */
  owner?: { collection: string; key: Key };
  /** For `shared`: this person's located records that hold it. */
  holders?: { collection: string; key: Key }[];
  /**
   * For `shared`, and for what is `owned` by a shared record (a note on a household's address): how many records outside
   * this person's own hold it too. Such records are released, never deleted.
   */
  otherHolders?: number;
  /** Values of the columns that the map's retention and necessity rules name. */
  facts: Record<string, Scalar>;
  /** Identifiers that the record shows. */
  shows: Identifier[];
  /** Keyed digest per field that a mask could change, to tell later that it has changed. */
  digests: Record<string, string>;
  /** For records with identifying fields: keyed digest of who this is (names, birth date, canonical identifiers). */
  fingerprint?: string;
}

export interface RowsOf {
  person: string;
  collection: string;
  keys: Key[];
}

export interface CollectBatch {
  controller: string;
  /** As of `LocateBatch`. */
  reference?: string;
  rows: RowsOf[];
  signal?: AbortSignal;
}

export type JsonValue = Scalar | JsonValue[] | { [name: string]: JsonValue };

export interface CollectedRecord {
  person: string;
  collection: string;
  key: Key;
  /** Mapped fields only. Bytes travel as `{ "base64": … }`. */
  record: Record<string, JsonValue>;
}

export interface EraseStep {
  collection: string;
  /**
   * `delete`: the record goes. `mask`: the named fields change by their strategies. `release`: a shared record goes if
   * nobody outside the batch's deleted records holds it, else only the holders' links are gone.
   */
  action: 'delete' | 'mask' | 'release';
  keys: Key[];
  /** For `mask`: field → strategy. */
  mask?: Record<string, Strategy>;
  /** For `mask` of kept records: columns set to restrict them. */
  set?: Record<string, Scalar>;
}

export interface ErasePerson {
  person: string;
  steps: EraseStep[];
  /** Refuse this person (`somebody-else`) if one of these records still exists with another fingerprint. */
  guards: { collection: string; key: Key; fingerprint: string }[];
  /** Identifiers of the person, for redaction of free text. */
  identifiers: Identifier[];
}

export interface EraseBatch {
  controller: string;
  /** Name of this effect, the same on every retry. */
  reference: string;
  people: ErasePerson[];
  digest: Digest;
  signal?: AbortSignal;
}

/** The batch is one transaction where the system has such; a person who is refused is left wholly untouched. */
export type EraseResult =
  | { person: string; status: 'done'; kept: { collection: string; key: Key; why: 'held-by-others' }[] }
  | { person: string; status: 'pending'; checkAgainAt: Date }
  | { person: string; status: 'refused'; reason: RefusalReason; collection?: string; column?: string };

export type RefusalReason =
  | 'somebody-else'
  | 'constraint'
  | 'no-right'
  | 'unsupported'
  | 'not-in-map'
  | 'too-large'
  | 'conflict'
  /** The system was asked, and its answer never came. */
  | 'wait-expired'
  /** The system answered that a person must look at it. */
  | 'needs-a-person'
  /** The system keeps data and names a ground: whether it holds is for a person to judge. */
  | 'retained-there';

export interface RereadItem {
  person: string;
  collection: string;
  expect: 'gone' | 'masked';
  rows: { key: Key; /** for `masked`: field → digest before */ before?: Record<string, string> }[];
}

export interface RereadBatch {
  controller: string;
  /** As of `LocateBatch`. */
  reference?: string;
  items: RereadItem[];
  digest: Digest;
  signal?: AbortSignal;
}

export interface RereadResult {
  person: string;
  collection: string;
  /** Records that are still there (`gone` expected) or still hold an old value (`masked` expected; fields named). */
  residue: { key: Key; fields?: string[] }[];
  evidence: Evidence;
}

export interface FlagBatch {
  controller: string;
  /** As of `LocateBatch`. */
  reference?: string;
  flag: 'optOut' | 'restrict';
  people: PersonQuery[];
  signal?: AbortSignal;
}

export interface FlagResult {
  person: string;
  status: 'acknowledged' | 'not-found' | 'unsupported' | 'pending';
  records: number;
}

/** What one ticket is told. Nothing in it says more about a person than the ticket does. */
export interface TicketReply {
  /** Name of this reply, the same on every retry: a connector that can tell which replies are there writes none twice. */
  reference: string;
  ticket: string;
  /** For whoever wrote the ticket, and everybody who reads it. */
  publicComment?: string;
  /** For the company's own agents alone. */
  internalNote?: string;
  /** A tag that is to be there, and those that it takes the place of. */
  tag?: { add: string; insteadOf: string[] };
}

export interface ReplyBatch {
  controller: string;
  replies: TicketReply[];
  signal?: AbortSignal;
}

export type ReplyResult =
  | { reference: string; status: 'done' }
  /** The ticket is gone, or closed for good. */
  | { reference: string; status: 'not-found' }
  | { reference: string; status: 'refused'; reason: RefusalReason };

export interface IdentifyBatch {
  controller: string;
  /** Kinds are the system's own, as its `hooks.ts` names them: `user`, `contact`. */
  records: { kind: string; id: string }[];
  signal?: AbortSignal;
}

/** A record that is not there any more is left out. */
export interface IdentifiedRecord {
  kind: string;
  id: string;
  identifiers: Identifier[];
}

/** What a connector is given to live on: plain objects, which the service and the agent each make in their own way. */
export interface ConnectorTools {
  log(level: 'debug' | 'info' | 'warn' | 'error', message: string, fields?: Record<string, string | number>): void;
  now(): Date;
  /** Waits; rejects with `Cancelled` when the signal says so. */
  pause(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** The way out: guarded against being led inside, bounded in time and size. `http/system-http.ts` builds on it. */
  http: Http;
  /** The budgets of this system, shared with all who speak with it. */
  budgets: Budgets;
  /** Tokens that change by being used, shared and kept. */
  tokens: TokenStore;
  /** Names of jobs that the system works on for us, kept until it is done. */
  jobs: JobNotes;
  /** For systems that are asked and answer later. Absent in programs that keep no conversations. */
  exchange?: Exchange;
}

/** One folder, one factory: `connectors/<name>/index.ts` exports it, `connectors/index.ts` lists it. */
export interface ConnectorFactory {
  name: string;
  /** JSON Schema of `connection` in the map, from which a form can be drawn. */
  settings: object;
  /**
   * What is known of the system's data beforehand, where it is the same for everybody who uses it: `map scan` proposes
   * these collections. Their purpose is the company's to state.
   */
  standard?: { collections: Record<string, Collection>; notPersonal?: string[] };
  /** Secrets in `map.connection` are resolved already. */
  create(map: SystemMap, tools: ConnectorTools): Connector;
}
