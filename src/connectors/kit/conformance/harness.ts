import type { Connector, EraseStep, Identifier, LocatedRecord } from '../contract.js';

/** A person of the harness' world. Records are named `collection/key`, parts of a composite key joined by `,`. */
export interface Subject {
  identifiers: Identifier[];
  /** What is hers, each record once. */
  records: string[];
}

/** What stands between the connector and its system. */
export type Fault =
  /** The line is cut in the middle of an erasure, after the system has begun to act. */
  | 'cut'
  /** The line is cut when the system has acted and before it could say so. */
  | 'cut-after'
  /** The system is not there. */
  | 'down'
  /** The system says nothing for longer than the connector waits. */
  | 'silent'
  /** The system asks for patience (429). */
  | 'rate-limited'
  /** The system asks for patience once, for a second, and goes on. */
  | 'rate-limited-once'
  /** The system fails (5xx). */
  | 'failing'
  /** The system takes its time, and answers. */
  | 'slow'
  /** The system says that it has erased, and has not. */
  | 'lying';

/** What a connector's tests provide so that the suite can be run over it. */
export interface Harness {
  controller: string;
  nobody: Identifier[];
  /** Records in several collections, by ownership. At least one with a composite key where the system has such. */
  someone: Subject;
  /** Found only by one of several identifiers, of different kinds where the system has such. */
  several: Subject;
  /** Somebody with more records than the system shows on one page. */
  many?: Subject;
  /** Two people who are the only holders of a shared record, and its name. */
  together?: { people: [Subject, Subject]; shared: string };
  /** A person who shares a record with a bystander, and its name. */
  beside?: { person: Subject; shared: string };
  /** Two people who are both shown by one record (two addresses of one contact), and its name. */
  both?: { people: [Subject, Subject]; record: string };
  /** How a located record is erased. `null`: not at all (kept by a ground). */
  stepFor(record: LocatedRecord): Omit<EraseStep, 'collection' | 'keys'> | null;
  /** Makes somebody else of a record: same key, other names and identifiers. */
  replaceSomeone(): Promise<void>;
  /** Puts the world back. */
  reset(): Promise<void>;
  /** Everything in the system as it stands: record → its content as text. */
  snapshot(): Promise<Map<string, string>>;
  /** Lets so much time pass in the system that what it works on is done. Without it, nothing may be pending. */
  later?(): Promise<void>;
  /** A connector over the world, with a fault on the line if asked. */
  connect(fault?: Fault): Promise<Connector>;
  /** The faults that this harness can produce. */
  faults: Fault[];
  start?(): Promise<void>;
  stop?(): Promise<void>;
}
