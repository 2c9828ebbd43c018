import type { EgressLimits, IncomingAnswer, OutgoingRequest } from '../../../platform/egress/guarded-http.js';
import type { ConnectorTools } from '../contract.js';
import type { Credential } from '../credentials/credential.js';
import { Cancelled, ConnectorError, RateLimited, Retryable } from '../errors.js';
import { Answer } from './answer.js';
import { backOff, PATIENCE, type Patience } from './back-off.js';
import type { Budget } from './budget.js';
import { Circuit } from './circuit.js';
import { faultOfAnswer, faultOfEgress } from './faults.js';
import { retryAfter } from './retry-after.js';
import { Spending } from './spending.js';

/** One call below the address of a system. */
export interface SystemCall {
  method: NonNullable<OutgoingRequest['method']>;
  /** Below the base, encoded, e.g. `/contacts/42`; or a whole address of the same origin (the next page of a list). */
  path: string;
  query?: readonly (readonly [string, string])[];
  headers?: Record<string, string>;
  body?: { json: unknown } | { form: readonly (readonly [string, string])[] } | { text: string; type: string };
  /** Statuses that are an answer beside 2xx, e.g. 404 where something may be missing. */
  accept?: readonly number[];
  /** How much the call takes of budgets that only count what is named. */
  spends?: Readonly<Record<string, number>>;
  /** May it be sent again when nobody knows whether it arrived? Default: yes, save for POST and PATCH. */
  repeatable?: boolean;
  signal?: AbortSignal;
}

export interface SystemHttpOptions {
  /** https://api.example.com/v2, without a slash at its end. */
  base: string;
  credential: Credential;
  headers?: Record<string, string>;
  budgets?: readonly Budget[];
  limits?: Partial<EgressLimits>;
  patience?: Partial<Patience>;
  /** What an answer with a good status says against itself, where a system speaks in that way (GraphQL). */
  faultIn?: (json: unknown) => ConnectorError | undefined;
  /** From 0 to 1, for tests. */
  chance?: () => number;
}

/**
 * Where nobody has said what a system bears. It is also where a call learns that the system has asked somebody else for
 * patience.
 */
const UNSTATED: Budget = { name: 'unstated', limit: 50, per: 'PT1S' };

/** When a system asks for patience and does not say how much. */
const UNASKED_PATIENCE = 30_000;

/**
 * Calls to one system, with everything around them that each connector would otherwise do in its own way: budgets,
 * credentials, patience, a circuit that opens, and errors of the kit that hold no personal data.
 */
export class SystemHttp {
  private readonly circuit: Circuit;
  private readonly patience: Patience;
  private readonly spending: Spending;
  private readonly origin: string;

  constructor(
    private readonly tools: Pick<ConnectorTools, 'http' | 'budgets' | 'now' | 'pause'>,
    private readonly options: SystemHttpOptions,
  ) {
    this.circuit = new Circuit(tools.now);
    this.patience = { ...PATIENCE, ...options.patience };
    const budgets = options.budgets?.some(({ counts }) => counts !== 'named') ? [] : [UNSTATED];
    const all = [...(options.budgets ?? []), ...budgets];
    this.spending = new Spending(tools, all, this.patience.longestWaitMilliseconds);
    this.origin = new URL(options.base).origin;
  }

  /** @throws ConnectorError for an answer that the call does not accept, and for none. */
  async send(call: SystemCall): Promise<Answer> {
    const url = this.urlOf(call);
    const mayRepeat = call.repeatable ?? !['POST', 'PATCH'].includes(call.method);
    let renewed = false;
    for (let attempt = 1; ; attempt++) {
      if (call.signal?.aborted) throw new Cancelled('The call was cancelled.');
      const outcome = await this.attempt(url, call);
      if (outcome instanceof Answer) return outcome;
      if (outcome === 'unauthorised') {
        if (!renewed && (renewed = (await this.options.credential.renew?.()) ?? false)) attempt--;
        else throw faultOfAnswer(UNAUTHORISED, '', undefined);
        continue;
      }
      await this.tools.pause(this.waitBefore(outcome, mayRepeat, attempt), call.signal);
    }
  }

  /** Whether an address that the system names may be called with our credentials. */
  isOwn(address: string): boolean {
    return URL.canParse(address, this.options.base) && new URL(address, this.options.base).origin === this.origin;
  }

  /** Makes the call once. Faults after which it may be made again are returned, all others thrown. */
  private async attempt(url: string, call: SystemCall): Promise<Answer | 'unauthorised' | Retryable> {
    this.circuit.admit();
    let answer: IncomingAnswer;
    try {
      await this.spending.spend(call.spends ?? {}, call.signal);
      answer = await this.tools.http.request(url, await this.requestOf(call));
    } catch (error) {
      return this.unanswered(error);
    }
    const { status } = answer;
    const isAccepted = (status >= 200 && status < 300) || call.accept?.includes(status) === true;
    if (!isAccepted && (status >= 500 || status === 408)) this.circuit.failed();
    else this.circuit.answered();
    if (isAccepted) return this.unlessFaulty(new Answer(status, answer.headers, answer.body));
    if (status === 401 && this.options.credential.renew) return 'unauthorised';
    const after = retryAfter(answer.headers, this.tools.now());
    const fault = faultOfAnswer(answer, `${url} ${JSON.stringify(call.body ?? null)}`, after);
    if (fault instanceof RateLimited) return this.held(fault.message, after ?? UNASKED_PATIENCE);
    if (fault instanceof Retryable) return fault;
    throw fault;
  }

  private async unlessFaulty(answer: Answer): Promise<Answer | Retryable> {
    const fault = this.options.faultIn?.(answer.json);
    if (!fault) return answer;
    if (fault instanceof RateLimited) return this.held(fault.message, fault.afterMilliseconds ?? UNASKED_PATIENCE);
    if (fault instanceof Retryable) return fault;
    throw fault;
  }

  /** What one of us was told holds for all. */
  private async held(message: string, milliseconds: number): Promise<RateLimited> {
    await this.tools.budgets.hold(milliseconds);
    return new RateLimited(message, milliseconds);
  }

  /** Budgets and credentials fail with errors of the kit, and say nothing of the system; the rest is its silence. */
  private unanswered(error: unknown): Retryable {
    const fault = error instanceof ConnectorError ? error : faultOfEgress(error);
    if (fault === error || !(fault instanceof Retryable)) {
      this.circuit.undecided();
      throw fault;
    }
    this.circuit.failed();
    return fault;
  }

  /** @throws the fault when the call is not to be made again now. A call that was turned away (429) was not carried out. */
  private waitBefore(fault: Retryable, mayRepeat: boolean, attempt: number): number {
    const isRepeatable = mayRepeat || fault instanceof RateLimited;
    const wait = fault.afterMilliseconds ?? backOff(this.patience, attempt, (this.options.chance ?? Math.random)());
    if (!isRepeatable || attempt >= this.patience.attempts || wait > this.patience.longestWaitMilliseconds) throw fault;
    return wait;
  }

  private urlOf({ path, query = [] }: SystemCall): string {
    const url = /^https?:\/\//.test(path) ? path : `${this.options.base}${path}`;
    if (query.length === 0) return url;
    return `${url}${url.includes('?') ? '&' : '?'}${new URLSearchParams(pairs(query)).toString()}`;
  }

  private async requestOf(call: SystemCall): Promise<OutgoingRequest> {
    const { credential, headers, limits } = this.options;
    const body = bodyOf(call.body);
    return {
      method: call.method,
      headers: {
        accept: 'application/json',
        ...headers,
        ...(body ? { 'content-type': body.type } : {}),
        ...call.headers,
        ...(await credential.headers()),
      },
      ...(body ? { body: body.text } : {}),
      ...(limits ? { limits } : {}),
      ...(credential.tls ? { tls: credential.tls } : {}),
      ...(call.signal ? { signal: call.signal } : {}),
    };
  }
}

const UNAUTHORISED: IncomingAnswer = { status: 401, headers: {}, body: Buffer.alloc(0) };

function bodyOf(body: SystemCall['body']): { text: string; type: string } | null {
  if (!body) return null;
  if ('json' in body) return { text: JSON.stringify(body.json), type: 'application/json' };
  if ('text' in body) return body;
  const text = new URLSearchParams(pairs(body.form)).toString();
  return { text, type: 'application/x-www-form-urlencoded' };
}

const pairs = (given: readonly (readonly [string, string])[]): [string, string][] =>
  given.map(([name, value]) => [name, value]);
