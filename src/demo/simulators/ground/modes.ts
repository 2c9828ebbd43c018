import type { FastifyRequest } from 'fastify';

/** How a vendor feels today. */
export type Mode = (
  | { kind: 'healthy' }
  /** Answers late. */
  | { kind: 'slow'; milliseconds: number }
  /** Answers with an error of its own fault and does nothing. */
  | { kind: 'failing'; status?: number }
  /** Says that there were too many calls. `retryAfter` goes out as it stands: seconds, a date, or nonsense. */
  | { kind: 'throttling'; retryAfter?: string }
  /** Answers a deletion as if it were done, and deletes nothing. */
  | { kind: 'lying' }
  /** Does the first half of what a deletion consists of (one thing: that thing) and answers with an error. */
  | { kind: 'half-done' }
  /** Does everything and breaks the connection off before the answer. */
  | { kind: 'cutting' }
) & {
  /** Only calls whose `METHOD /path` contains or matches this. */
  on?: string | RegExp;
  /** For so many calls; healthy afterwards. */
  times?: number;
};

export class Modes {
  private mode: Mode = { kind: 'healthy' };
  private left = Infinity;
  private readonly effects = new WeakMap<FastifyRequest, Mode>();

  set(mode: Mode): void {
    this.mode = mode;
    this.left = mode.times ?? Infinity;
  }

  heal(): void {
    this.set({ kind: 'healthy' });
  }

  get current(): Mode {
    return this.left > 0 ? this.mode : { kind: 'healthy' };
  }

  /** What this call meets with; asked once when it comes in. */
  meet(request: FastifyRequest): Mode {
    const { current } = this;
    if (current.kind === 'healthy' || !concerns(current, request)) return { kind: 'healthy' };
    this.left -= 1;
    this.effects.set(request, current);
    return current;
  }

  of(request: FastifyRequest): Mode['kind'] {
    return this.effects.get(request)?.kind ?? 'healthy';
  }

  /**
   * Carries out what a deletion consists of, as far as the mode lets it.
   *
   * @returns whether it broke off half-way: the caller answers with an error then.
   */
  destroy(request: FastifyRequest, steps: readonly (() => void)[]): 'whole' | 'half' {
    const kind = this.of(request);
    if (kind === 'lying') return 'whole';
    const count = kind === 'half-done' ? Math.ceil(steps.length / 2) : steps.length;
    for (const step of steps.slice(0, count)) step();
    return kind === 'half-done' ? 'half' : 'whole';
  }
}

function concerns({ on }: Mode, request: FastifyRequest): boolean {
  if (on === undefined) return true;
  const line = `${request.method} ${request.url}`;
  return typeof on === 'string' ? line.includes(on) : on.test(line);
}
