import type { Temporal } from 'temporal-polyfill';
import type { Calendar } from './calendar.js';
import type { Localised, Period } from './law-data.js';
import { addWorkingDays } from './working-days.js';

type Unit = 'days' | 'months' | 'years' | 'businessDays';

const UNITS: Record<string, Unit> = { D: 'days', M: 'months', Y: 'years', BD: 'businessDays' };

const NAMES: Record<Unit, { one: Localised; many: Localised }> = {
  days: { one: { de: 'Tag', en: 'day' }, many: { de: 'Tagen', en: 'days' } },
  months: { one: { de: 'Monat', en: 'month' }, many: { de: 'Monaten', en: 'months' } },
  years: { one: { de: 'Jahr', en: 'year' }, many: { de: 'Jahren', en: 'years' } },
  businessDays: { one: { de: 'Arbeitstag', en: 'business day' }, many: { de: 'Arbeitstagen', en: 'business days' } },
};

/** @throws RangeError for what is no period */
export function parsePeriod(period: Period): { amount: number; unit: Unit } {
  const match = /^(?:P([1-9]\d{0,2})([DMY])|([1-9]\d{0,2})(BD))$/.exec(period);
  const unit = UNITS[match?.[2] ?? match?.[4] ?? ''];
  if (!match || !unit) throw new RangeError(`'${period}' is no period such as P1M, P45D or 10BD.`);
  return { amount: Number(match[1] ?? match[3]), unit };
}

/**
 * The last day of a period. The day of the event is not counted, so a month ends on the day with the same date, or on the
 * last day of a month that has no such date; ten business days end on the tenth.
 */
export function addPeriod(day: Temporal.PlainDate, period: Period, calendar: Calendar): Temporal.PlainDate {
  const { amount, unit } = parsePeriod(period);
  if (unit === 'businessDays') return addWorkingDays(day, amount, calendar);
  return day.add({ [unit]: amount });
}

/** `P1M` → „1 Monat", „10 Arbeitstagen" (German in the dative, as after „von"). */
export function periodInWords(period: Period): Localised {
  const { amount, unit } = parsePeriod(period);
  const name = amount === 1 ? NAMES[unit].one : NAMES[unit].many;
  return { de: `${amount} ${name.de}`, en: `${amount} ${name.en}` };
}
