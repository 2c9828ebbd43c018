import type { Temporal } from 'temporal-polyfill';
import type { Calendar } from './calendar.js';

/** No calendar has a year without a working day; one that has is broken. */
const FURTHEST = 366;

/** The day itself if it is worked, else the next that is. */
export function workingDayFrom(day: Temporal.PlainDate, calendar: Calendar): Temporal.PlainDate {
  let current = day;
  for (let step = 0; step < FURTHEST; step += 1) {
    if (calendar.isWorkingDay(current)) return current;
    current = current.add({ days: 1 });
  }
  throw new RangeError(`The calendar ${calendar.place} has no working day in the year after ${day.toString()}.`);
}

/** The n-th working day after a day, which itself is not counted; before it, for a negative n. */
export function addWorkingDays(day: Temporal.PlainDate, count: number, calendar: Calendar): Temporal.PlainDate {
  const direction = Math.sign(count);
  let current = day;
  let left = Math.abs(count);
  let idle = 0;
  while (left > 0) {
    current = current.add({ days: direction });
    const worked = calendar.isWorkingDay(current);
    idle = worked ? 0 : idle + 1;
    if (idle > FURTHEST) throw new RangeError(`The calendar ${calendar.place} has no working day for a year.`);
    if (worked) left -= 1;
  }
  return current;
}

/** Are there at least so many working days after `from` and up to `to`? */
export function holdsWorkingDays(
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
  least: number,
  calendar: Calendar,
): boolean {
  const days = from.until(to, { largestUnit: 'days' }).days;
  let found = 0;
  for (let offset = 1; offset <= days && found < least; offset += 1) {
    if (calendar.isWorkingDay(from.add({ days: offset }))) found += 1;
  }
  return found >= least;
}
