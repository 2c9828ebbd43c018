import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Clock } from '../../../platform/clock/clock.js';
import type { Modes } from './modes.js';
import type { Numbering } from './numbering.js';
import type { SimulatedPerson } from './people.js';
import type { Quota, Quotas, Verdict } from './quotas.js';
import type { Answer } from './vendor-error.js';
import type { Attempt, Misbehaviour } from './webhook-sender.js';

/** What a vendor is given to stand on. */
export interface Stage {
  app: FastifyInstance;
  clock: Clock;
  people: readonly SimulatedPerson[];
  modes: Modes;
  quotas: Quotas;
  numbering: Numbering;
  /** Where it listens; known once it does. */
  url(): string;
  /** Carries out the steps of a deletion as far as the mode lets it; breaks off with an error if that is half-way. */
  destroy(request: FastifyRequest, steps: readonly (() => void)[]): void;
}

/** One fault of a body or query, as JSON Schema tells it. */
export interface SchemaFault {
  /** JSON pointer into the body. */
  at: string;
  keyword: string;
  message: string;
  /** The field that is missing or unknown, where it is about one. */
  field: string | null;
}

/** How a vendor words what went wrong. */
export interface Dialect {
  notFound(request: FastifyRequest): Answer;
  unreadable(request: FastifyRequest): Answer;
  invalid(faults: readonly SchemaFault[], request: FastifyRequest): Answer;
  throttled(verdict: Pick<Verdict, 'retryAfter'> & Partial<Verdict>, request: FastifyRequest): Answer;
  failed(status: number, request: FastifyRequest): Answer;
  /** Headers that tell how much is left. */
  quotaHeaders?(verdicts: readonly Verdict[], request: FastifyRequest): Record<string, string>;
}

/** The side of webhooks that tests and the demo turn. */
export interface WebhookControl {
  deliver(): Promise<readonly Attempt<unknown, unknown>[]>;
  misbehave(faults: Misbehaviour): void;
  readonly attempts: readonly Attempt<unknown, unknown>[];
  readonly pending: number;
}

/** What a vendor brings. */
export interface Opened<Control> {
  /** What a client needs, as it would be typed into a form; invented. */
  credentials: Readonly<Record<string, string>>;
  control: Control;
  /** Throws the vendor's own error where nobody is let in. Asked for each call but those of routes with `open`. */
  authenticate(request: FastifyRequest): void;
  webhooks?: WebhookControl;
  /** Lets happen what has become due: grace days that are over, jobs that end. Asked before each call. */
  settle?(): void;
}

export interface Vendor<Control> {
  name: string;
  title: string;
  /** Pages of the vendor on which this is built. */
  pages: readonly string[];
  quotas: readonly Quota[];
  dialect: Dialect;
  /** Where paths have several spellings. */
  rewrite?(url: string): string;
  open(stage: Stage): Opened<Control>;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Needs no credentials, e.g. the one that hands them out. */
    open?: boolean;
    /** Not of the vendor: neither mode nor quota applies. */
    backstage?: boolean;
  }
}
