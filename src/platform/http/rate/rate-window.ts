import ipaddr from 'ipaddr.js';

export type WindowVerdict = { allowed: true } | { allowed: false; retryAfterSeconds: number };

/** Counts by subject in fixed windows, in memory that is bounded. */
export class RateWindows {
  private readonly windows = new Map<string, { count: number; ends: number }>();

  constructor(
    private readonly windowMilliseconds: number,
    private readonly capacity = 100_000,
  ) {}

  count(subject: string, limit: number, now: number): WindowVerdict {
    const known = this.windows.get(subject);
    if (known && known.ends > now) {
      known.count++;
      if (known.count <= limit) return { allowed: true };
      return { allowed: false, retryAfterSeconds: Math.max(1, Math.ceil((known.ends - now) / 1000)) };
    }
    // Inserted anew, so that the map stays in the order in which windows end.
    this.windows.delete(subject);
    this.makeRoom(now);
    this.windows.set(subject, { count: 1, ends: now + this.windowMilliseconds });
    return limit >= 1 ? { allowed: true } : { allowed: false, retryAfterSeconds: this.windowMilliseconds / 1000 };
  }

  get size(): number {
    return this.windows.size;
  }

  private makeRoom(now: number): void {
    for (const [subject, { ends }] of this.windows) {
      if (ends > now && this.windows.size < this.capacity) break;
      this.windows.delete(subject);
    }
  }
}

/** The address that is counted: a household or machine has a whole /64 of IPv6, and changes within it at will. */
export function countedAddress(address: string): string {
  if (!ipaddr.isValid(address)) return 'unknown';
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  return `${(parsed as ipaddr.IPv6).parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(':')}::/64`;
}
