import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Problem } from '../../platform/http/problems/problem.js';
import { countedAddress, RateWindows } from '../../platform/http/rate/rate-window.js';
import type { HookSource } from '../sources/hook-source.entity.js';
import { PER_MINUTE } from '../sources/source-settings.js';

const MINUTE = 60_000;
/** Refused deliveries of one address to one source (or to none) in a minute: then no more is looked at until it is over. */
const REFUSALS = 60;
const MOST_BLOCKED = 10_000;

/**
 * Keeps floods from the database: in memory and by process, as the coarse limit of all routes. Refusals are counted by
 * source as well as by address: customers of one helpdesk vendor share its addresses, and nobody must be able to block
 * another's deliveries by sending rubbish from there.
 */
@Injectable()
export class HookLimits {
  private readonly refusals = new RateWindows(MINUTE);
  private readonly deliveries = new RateWindows(MINUTE);
  private readonly blocked = new Map<string, number>();

  constructor(private readonly clock: Clock) {}

  /** @throws Problem `rate-limited` for an address that has been refused too often there. */
  checkAddress(ip: string, source: HookSource | null): void {
    const until = this.blocked.get(nameOf(ip, source));
    const now = this.clock.now().getTime();
    if (until !== undefined && until > now)
      throw new Problem('rate-limited', { retryAfterSeconds: Math.ceil((until - now) / 1000) });
  }

  noteRefusal(ip: string, source: HookSource | null): void {
    const name = nameOf(ip, source);
    const now = this.clock.now().getTime();
    const verdict = this.refusals.count(name, REFUSALS, now);
    if (verdict.allowed) return;
    if (this.blocked.size >= MOST_BLOCKED) this.blocked.clear();
    this.blocked.set(name, now + verdict.retryAfterSeconds * 1000);
  }

  /** @throws Problem `rate-limited` for a source that sends more than it may. */
  checkSource({ id, settings }: HookSource): void {
    const verdict = this.deliveries.count(id, settings.perMinute ?? PER_MINUTE, this.clock.now().getTime());
    if (!verdict.allowed) throw new Problem('rate-limited', { retryAfterSeconds: verdict.retryAfterSeconds });
  }
}

function nameOf(ip: string, source: HookSource | null): string {
  return `${source?.id ?? 'nowhere'} ${countedAddress(ip)}`;
}
