import type { Temporal } from 'temporal-polyfill';
import type { Calendar } from './calendar.js';
import type { ClockRule, Strength } from './law-data.js';
import { earliest, isAfter } from './day-order.js';
import { addPeriod } from './period.js';
import { step, type Step } from './step.js';

/** A doubt that was asked about, with the day on which it was settled or became moot; null while it stands. */
export interface Doubt {
  asked: Temporal.PlainDate;
  settled: Temporal.PlainDate | null;
}

export interface Pauses {
  /** Days that do not count. A pause that is still open adds none: the unpaused date is worked to. */
  days: number;
  open: boolean;
  steps: Step[];
}

/** What recorded doubts do to the period of a clock, under its law. */
export function pausesOf(input: {
  doubts: readonly Doubt[];
  rule: ClockRule['pause'];
  /** What is cited where the law knows no pause. */
  respond: Strength;
  received: Temporal.PlainDate;
  unpausedDue: Temporal.PlainDate;
  calendar: Calendar;
}): Pauses {
  const { rule, received, unpausedDue, calendar } = input;
  const result: Pauses = { days: 0, open: false, steps: [] };
  if (!rule) {
    result.steps = input.doubts.map(({ asked }) => step('pause_unknown', input.respond, asked, asked));
    return result;
  }
  const latest = earliest(
    rule.askedWithin ? addPeriod(received, rule.askedWithin, calendar) : unpausedDue,
    unpausedDue,
  );
  for (const { asked, settled } of input.doubts) {
    if (isAfter(asked, latest)) {
      result.steps.push(step('pause_too_late', rule, asked, latest));
    } else if (settled === null) {
      result.open = true;
      result.steps.push(step('pause_open', rule, asked, asked));
    } else {
      const days = daysBetween(asked, settled) + (rule.days === 'inclusive' ? 1 : 0);
      result.days += days;
      result.steps.push(step('pause', rule, asked, settled, { days }));
    }
  }
  return result;
}

function daysBetween(from: Temporal.PlainDate, to: Temporal.PlainDate): number {
  return Math.max(0, from.until(to, { largestUnit: 'days' }).days);
}
