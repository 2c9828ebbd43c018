import type { FastifyRequest } from 'fastify';
import type { Clock } from '../../../platform/clock/clock.js';

/** How often somebody may call, as a vendor documents it. */
export interface Quota {
  name: string;
  limit: number;
  /**
   * `fixed`: so many in each stretch of the clock; `sliding`: so many in any stretch; `bucket`: the limit is refilled
   * evenly over the stretch; `day`, `month`: calendar stretches in UTC; `parallel`: so many at one moment.
   */
  kind: 'fixed' | 'sliding' | 'bucket' | 'day' | 'month' | 'parallel';
  /** Length of a stretch, for those that are not of the calendar. */
  seconds?: number;
  /** Which calls count; without it all do. A quota that handlers spend by hand says `never`. */
  counts?(request: FastifyRequest): boolean;
  /** What is counted apart, e.g. each ticket. */
  key?(request: FastifyRequest): string;
}

export interface Verdict {
  quota: Quota;
  allowed: boolean;
  remaining: number;
  /** When there is room again. */
  resetAt: Date;
  /** Whole seconds until then, at least one. */
  retryAfter: number;
}

interface Count {
  used: number;
  /** Start of the stretch, or the moment of the last refill. */
  since: number;
  moments: number[];
}

export const never = (): boolean => false;

/** Counts calls under the injected clock, so that a test can pass ten minutes or a month at once. */
export class Quotas {
  private readonly counts = new Map<string, Count>();

  constructor(
    private readonly quotas: readonly Quota[],
    private readonly clock: Clock,
  ) {}

  /** Counts a call against every quota that it falls under. The first that is used up refuses it, and nothing is spent. */
  admit(request: FastifyRequest): Verdict[] {
    const concerned = this.quotas.filter((quota) => quota.counts?.(request) ?? true);
    const looks = concerned.map((quota) => this.look(quota, quota.key?.(request) ?? ''));
    const refused = looks.find((verdict) => !verdict.allowed);
    if (refused) return [refused];
    return concerned.map((quota) => this.spend(quota.name, 1, quota.key?.(request) ?? ''));
  }

  /** Gives back the places of calls that are over. */
  release(request: FastifyRequest): void {
    for (const quota of this.quotas) {
      if (quota.kind !== 'parallel' || !(quota.counts?.(request) ?? true)) continue;
      const count = this.counts.get(`${quota.name}/${quota.key?.(request) ?? ''}`);
      if (count && count.used > 0) count.used -= 1;
    }
  }

  /** Spends an amount at once, or nothing of it. */
  spend(name: string, amount: number, key = ''): Verdict {
    const quota = this.quotas.find((one) => one.name === name);
    if (!quota) throw new RangeError(`no quota ${name}`);
    const before = this.look(quota, key, amount);
    if (!before.allowed) return before;
    const count = this.current(quota, key);
    count.used += amount;
    const now = this.clock.now().getTime();
    if (quota.kind === 'sliding') for (let one = 0; one < amount; one++) count.moments.push(now);
    return { ...before, remaining: before.remaining - amount };
  }

  private look(quota: Quota, key: string, amount = 1): Verdict {
    const now = this.clock.now().getTime();
    const count = this.current(quota, key);
    const remaining = Math.floor(quota.limit - count.used);
    const resetAt = this.resetAt(quota, count, now, amount);
    return {
      quota,
      allowed: remaining >= amount,
      remaining: Math.max(0, remaining),
      resetAt: new Date(resetAt),
      retryAfter: Math.max(1, Math.ceil((resetAt - now) / 1000)),
    };
  }

  /** The count as it stands now: emptied when a stretch has begun, refilled by what has flowed in. */
  private current(quota: Quota, key: string): Count {
    const now = this.clock.now().getTime();
    const name = `${quota.name}/${key}`;
    const start = stretchStart(quota, now);
    let count = this.counts.get(name);
    if (!count || (start !== null && count.since !== start)) {
      count = { used: 0, since: start ?? now, moments: [] };
      this.counts.set(name, count);
    }
    if (quota.kind === 'bucket') {
      count.used = Math.max(0, count.used - ((now - count.since) / 1000) * (quota.limit / seconds(quota)));
      count.since = now;
    }
    if (quota.kind === 'sliding') {
      count.moments = count.moments.filter((moment) => moment > now - seconds(quota) * 1000);
      count.used = count.moments.length;
    }
    return count;
  }

  private resetAt(quota: Quota, count: Count, now: number, amount: number): number {
    switch (quota.kind) {
      case 'fixed':
        return count.since + seconds(quota) * 1000;
      case 'day':
        return count.since + 86_400_000;
      case 'month': {
        const start = new Date(count.since);
        return Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 1);
      }
      case 'sliding':
        return (count.moments[0] ?? now) + seconds(quota) * 1000;
      case 'bucket':
        return now + Math.max(0, ((count.used + amount - quota.limit) / (quota.limit / seconds(quota))) * 1000);
      case 'parallel':
        return now + 1000;
    }
  }
}

function stretchStart(quota: Quota, now: number): number | null {
  const date = new Date(now);
  if (quota.kind === 'fixed') return now - (now % (seconds(quota) * 1000));
  if (quota.kind === 'day') return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate());
  if (quota.kind === 'month') return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
  return null;
}

function seconds(quota: Quota): number {
  if (!quota.seconds) throw new RangeError(`quota ${quota.name} has no length`);
  return quota.seconds;
}
