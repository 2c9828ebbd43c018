import type { Temporal } from 'temporal-polyfill';
import type { Calendar } from './calendar.js';
import type { CountingRule, Period } from './law-data.js';
import { addPeriod, parsePeriod } from './period.js';
import { holdsWorkingDays, workingDayFrom } from './working-days.js';

export interface PeriodEnd {
  /** Where the period ends by its length alone. */
  nominal: Temporal.PlainDate;
  /** With the days that do not count. */
  shifted: Temporal.PlainDate;
  /** Moved off a day that is not worked, where the law says so. */
  rolled: Temporal.PlainDate;
  /** The last day on which the act is in time. */
  due: Temporal.PlainDate;
  /** The month had no day of that number. */
  clamped: boolean;
}

/** Applies a law's counting rule to one period, from the day of the event. */
export function endOfPeriod(input: {
  from: Temporal.PlainDate;
  period: Period;
  rule: CountingRule;
  calendar: Calendar;
  /** Days that do not count because a pause was recorded. */
  paused?: number;
}): PeriodEnd {
  const { from, period, rule, calendar } = input;
  const nominal = addPeriod(from, period, calendar);
  const shifted = nominal.add({ days: input.paused ?? 0 });
  const rolled = rule.rollForward ? workingDayFrom(shifted, calendar) : shifted;
  let due = rolled;
  const least = rule.leastWorkingDays;
  if (least && reaches(period, least.from)) {
    while (!holdsWorkingDays(from, due, least.days, calendar)) due = workingDayFrom(due.add({ days: 1 }), calendar);
  }
  const { unit } = parsePeriod(period);
  const clamped = (unit === 'months' || unit === 'years') && nominal.day !== from.day;
  return { nominal, shifted, rolled, due, clamped };
}

/** Is the period at least so many days long? Months and years are. */
function reaches(period: Period, least: Period): boolean {
  const { amount, unit } = parsePeriod(period);
  return unit === 'months' || unit === 'years' || amount >= parsePeriod(least).amount;
}
