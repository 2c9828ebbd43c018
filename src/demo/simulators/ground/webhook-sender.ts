import type { Clock } from '../../../platform/clock/clock.js';

/** A request on its way out. */
export interface Signed {
  method: string;
  headers: Record<string, string>;
  body: string;
}

/** One delivery: what goes out in one request, and again with each retry. */
export interface Delivery<Channel, Event> {
  /** Stays the same over all attempts. */
  number: number;
  channel: Channel;
  events: readonly Event[];
  /** 1 for the first. */
  attempt: number;
}

/** What came of an attempt; status 0 where nobody answered in time. */
export interface Attempt<Channel, Event> extends Delivery<Channel, Event>, Signed {
  at: Date;
  status: number;
  accepted: boolean;
  retryAfter: string | null;
}

/** How a vendor sends. */
export interface Recipe<Channel, Event> {
  /** Events that go in one request. */
  most: number;
  timeoutSeconds: number;
  sign(delivery: Delivery<Channel, Event>, now: Date): Signed;
  /** Where a status of 2xx is not enough. */
  accepts?(status: number, body: string): boolean;
  /** Seconds until the next attempt, or null to give up. */
  wait(attempt: Attempt<Channel, Event>): number | null;
}

/** Faults of the next deliveries. */
export interface Misbehaviour {
  /** So many events never go out. */
  drop?: number;
  /** So many deliveries go out twice. */
  duplicate?: number;
  order?: 'reversed' | 'shuffled';
  /** For `shuffled`: the same seed gives the same order. */
  seed?: number;
}

interface Waiting<Channel, Event> extends Delivery<Channel, Event> {
  dueAt: number;
}

/**
 * Sends what a vendor would tell its subscribers, when it is told to deliver: tests do that by hand, a demo every moment.
 * Retries become due under the injected clock.
 */
export class WebhookSender<Channel extends { url: string }, Event> {
  readonly attempts: Attempt<Channel, Event>[] = [];
  private fresh: { channel: Channel; event: Event }[] = [];
  private waiting: Waiting<Channel, Event>[] = [];
  private faults: Misbehaviour = {};
  private numbers = 0;
  private running: Promise<Attempt<Channel, Event>[]> | null = null;

  constructor(
    private readonly recipe: Recipe<Channel, Event>,
    private readonly clock: Clock,
  ) {}

  send(channel: Channel, event: Event): void {
    this.fresh.push({ channel, event });
  }

  misbehave(faults: Misbehaviour): void {
    this.faults = { ...faults };
  }

  /** Events and retries that have not been accepted nor given up. */
  get pending(): number {
    return this.fresh.length + this.waiting.length;
  }

  /** Sends all that is due now, one after the other. @returns the attempts made. */
  async deliver(): Promise<Attempt<Channel, Event>[]> {
    while (this.running) await this.running;
    this.running = this.deliverDue();
    try {
      return await this.running;
    } finally {
      this.running = null;
    }
  }

  private async deliverDue(): Promise<Attempt<Channel, Event>[]> {
    const now = this.clock.now().getTime();
    const due = [...this.waiting.filter((one) => one.dueAt <= now), ...this.packed()];
    this.waiting = this.waiting.filter((one) => one.dueAt > now);
    const made: Attempt<Channel, Event>[] = [];
    for (const delivery of due) {
      const times = this.uses('duplicate') ? 2 : 1;
      for (let time = 0; time < times; time++) made.push(await this.attempt(delivery, time === 0));
    }
    return made;
  }

  private packed(): Waiting<Channel, Event>[] {
    const events = ordered(this.fresh, this.faults).filter(() => !this.uses('drop'));
    this.fresh = [];
    const deliveries: (Waiting<Channel, Event> & { events: Event[] })[] = [];
    for (const { channel, event } of events) {
      const room = deliveries.find((one) => one.channel === channel && one.events.length < this.recipe.most);
      if (room) room.events.push(event);
      else deliveries.push({ number: ++this.numbers, channel, events: [event], attempt: 1, dueAt: 0 });
    }
    return deliveries;
  }

  private uses(fault: 'drop' | 'duplicate'): boolean {
    const left = this.faults[fault] ?? 0;
    if (left > 0) this.faults[fault] = left - 1;
    return left > 0;
  }

  private async attempt(delivery: Waiting<Channel, Event>, retries: boolean): Promise<Attempt<Channel, Event>> {
    const at = this.clock.now();
    const signed = this.recipe.sign(delivery, at);
    const answer = await post(delivery.channel.url, signed, this.recipe.timeoutSeconds);
    const accepted =
      answer.status >= 200 && answer.status < 300 && (this.recipe.accepts?.(answer.status, answer.body) ?? true);
    const made = { ...delivery, ...signed, at, status: answer.status, accepted, retryAfter: answer.retryAfter };
    this.attempts.push(made);
    const wait = accepted || !retries ? null : this.recipe.wait(made);
    if (wait !== null) {
      this.waiting.push({ ...delivery, attempt: delivery.attempt + 1, dueAt: at.getTime() + wait * 1000 });
    }
    return made;
  }
}

async function post(
  url: string,
  { method, headers, body }: Signed,
  timeoutSeconds: number,
): Promise<{ status: number; body: string; retryAfter: string | null }> {
  try {
    const answer = await fetch(url, {
      method,
      headers,
      ...(method === 'GET' ? {} : { body }),
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutSeconds * 1000),
    });
    return { status: answer.status, body: await answer.text(), retryAfter: answer.headers.get('retry-after') };
  } catch {
    // Nobody there, or too slow: to a sender both are the same.
    return { status: 0, body: '', retryAfter: null };
  }
}

function ordered<T>(events: readonly T[], { order, seed = 1 }: Misbehaviour): T[] {
  const copy = [...events];
  if (order === 'reversed') return copy.reverse();
  if (order !== 'shuffled') return copy;
  let state = seed >>> 0;
  for (let at = copy.length - 1; at > 0; at--) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const other = state % (at + 1);
    [copy[at], copy[other]] = [copy[other]!, copy[at]!];
  }
  return copy;
}

/** Waits of a fixed schedule. */
export function schedule(seconds: readonly number[]): (attempt: { attempt: number }) => number | null {
  return ({ attempt }) => seconds[attempt - 1] ?? null;
}
