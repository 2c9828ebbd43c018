import { Refused } from '../errors.js';
import type { Budget } from './budget.js';

/** A budget in the numbers that taking from it needs. */
export type Terms =
  | {
      kind: 'sliding';
      /** Milliseconds between two places in the long run. */
      interval: number;
      /** How far ahead of the steady rate the places of a burst may begin. */
      tolerance: number;
    }
  | { kind: 'calendar'; unit: 'day' | 'month' };

const SPAN = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?$/;
const UNITS: Readonly<Record<string, 'day' | 'month'>> = { P1D: 'day', P1M: 'month' };

/**
 * With a burst of b and places every `span / (limit - b + 1)`, no half-open span of that length, wherever it begins,
 * holds more than `limit` (generic cell rate algorithm, ITU-T I.371).
 *
 * @throws RangeError for terms that mean nothing; the linter says so with a line.
 */
export function termsOf({ per, limit, burst = 1 }: Budget): Terms {
  if (!Number.isInteger(limit) || limit < 1) throw new RangeError('The limit of a budget is a whole number above 0.');
  const unit = UNITS[per];
  if (unit) return { kind: 'calendar', unit };
  const span = spanOf(per);
  if (span === null) throw new RangeError('A budget is per P1D, P1M or a span of time such as PT10M.');
  if (!Number.isInteger(burst) || burst < 1 || burst > limit) throw new RangeError('A burst is from 1 to the limit.');
  const interval = span / (limit - burst + 1);
  return { kind: 'sliding', interval, tolerance: (burst - 1) * interval };
}

/** Milliseconds of a span of hours, minutes and seconds; null for what is none. */
export function spanOf(text: string): number | null {
  const [, hours = '0', minutes = '0', seconds = '0'] = SPAN.exec(text) ?? [];
  const span = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
  return span > 0 ? span : null;
}

/** A call that names more than a budget ever holds will never be made. */
export function assertFits({ budget, amount }: { budget: Budget; amount: number }): void {
  if (amount > budget.limit)
    throw new Refused('too-large', `One call would take more than the whole budget ${budget.name}.`);
}

/** When the current day or month ends, in UTC. */
export function windowEnd(unit: 'day' | 'month', now: Date): Date {
  const [year, month, day] = [now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()];
  return new Date(unit === 'day' ? Date.UTC(year, month, day + 1) : Date.UTC(year, month + 1, 1));
}

export function windowBegin(unit: 'day' | 'month', now: Date): Date {
  const [year, month, day] = [now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()];
  return new Date(Date.UTC(year, month, unit === 'day' ? day : 1));
}
