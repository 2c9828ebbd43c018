import Holidays, { type HolidaysTypes } from 'date-holidays';
import { Temporal } from 'temporal-polyfill';
import type { CalendarRule, Localised } from './law-data.js';

/** Which days are worked at a place, under one law. */
export interface Calendar {
  /** e.g. `DE-BE`; empty where only weekends are off. */
  readonly place: string;
  isWorkingDay(day: Temporal.PlainDate): boolean;
  /** Why a day is off, in words; null for a working day. */
  whyOff(day: Temporal.PlainDate): Localised | null;
}

/** Where a controller sits: ISO 3166-1 country, and the state (Land) as ISO 3166-2 without the country. */
export interface Place {
  country?: string;
  state?: string;
}

export class UnknownPlace extends Error {}

const WEEKDAYS: Localised[] = [
  { de: 'Montag', en: 'Monday' },
  { de: 'Dienstag', en: 'Tuesday' },
  { de: 'Mittwoch', en: 'Wednesday' },
  { de: 'Donnerstag', en: 'Thursday' },
  { de: 'Freitag', en: 'Friday' },
  { de: 'Samstag', en: 'Saturday' },
  { de: 'Sonntag', en: 'Sunday' },
];

/**
 * The calendar of a law at a controller's place. What the law fixes (California's own state) wins over the place. Without
 * a country only the weekend is off; without a state only nationwide holidays are: both make dates earlier, never later.
 *
 * @throws UnknownPlace for a country or state that the holiday tables do not know
 */
export function calendarFor(rule: CalendarRule, place: Place = {}): Calendar {
  const { among, country, state } = rule.holidays;
  if (country !== undefined) {
    // A state belongs to its country: one of elsewhere says nothing here.
    const here = place.country === undefined || place.country === country;
    return new HolidayCalendar(rule, country, state ?? (here ? place.state : undefined));
  }
  const known = place.country !== undefined && (among === undefined || among.includes(place.country));
  return known ? new HolidayCalendar(rule, place.country, place.state) : new HolidayCalendar(rule);
}

/** Throws UnknownPlace unless the holiday tables know the place. */
export function assertKnownPlace(country: string, state?: string): void {
  const tables = new Holidays();
  if (!Object.hasOwn(tables.getCountries(), country)) {
    throw new UnknownPlace(`No holiday table for country '${country}'.`);
  }
  const states: Record<string, string> | undefined = tables.getStates(country);
  if (state !== undefined && !(states && Object.hasOwn(states, state))) {
    throw new UnknownPlace(`No holiday table for state '${state}' of ${country}.`);
  }
}

class HolidayCalendar implements Calendar {
  readonly place: string;
  private readonly tables: Holidays | null;
  private readonly years = new Map<number, Map<string, Localised>>();

  constructor(
    private readonly rule: CalendarRule,
    country?: string,
    state?: string,
  ) {
    this.place = [country, state].filter(Boolean).join('-');
    if (country === undefined) {
      this.tables = null;
      return;
    }
    assertKnownPlace(country, state);
    this.tables = state === undefined ? new Holidays(country) : new Holidays(country, state);
    this.tables.setTimezone('UTC');
  }

  isWorkingDay(day: Temporal.PlainDate): boolean {
    return !this.rule.weekend.includes(day.dayOfWeek) && !this.holidaysOf(day.year).has(day.toString());
  }

  whyOff(day: Temporal.PlainDate): Localised | null {
    const holiday = this.holidaysOf(day.year).get(day.toString());
    if (holiday) return holiday;
    return this.rule.weekend.includes(day.dayOfWeek) ? (WEEKDAYS[day.dayOfWeek - 1] ?? null) : null;
  }

  private holidaysOf(year: number): Map<string, Localised> {
    let days = this.years.get(year);
    if (!days) {
      days = this.tables ? this.read(this.tables, year) : new Map<string, Localised>();
      this.years.set(year, days);
    }
    return days;
  }

  private read(tables: Holidays, year: number): Map<string, Localised> {
    const english = new Map(tables.getHolidays(year, 'en').map((one) => [key(one), one.name]));
    return new Map(
      tables
        .getHolidays(year, 'de')
        .filter((one) => this.counts(one))
        .flatMap((one) => {
          const name = { de: one.name, en: english.get(key(one)) ?? one.name };
          return daysOf(one).map((day) => [day, name] as const);
        }),
    );
  }

  /** Half days (Christmas Eve from two o'clock) are worked; so are substitutes that the law does not know. */
  private counts(holiday: HolidaysTypes.Holiday): boolean {
    if (!this.rule.holidays.types.includes(holiday.type)) return false;
    if (!holiday.date.slice(11).startsWith('00:00:00')) return false;
    if (!holiday.substitute) return true;
    const weekday = Temporal.PlainDate.from(holiday.date.slice(0, 10)).dayOfWeek;
    return !(this.rule.holidays.noSubstituteOn ?? []).includes(weekday);
  }
}

function key(holiday: HolidaysTypes.Holiday): string {
  return `${holiday.date} ${holiday.rule}`;
}

/** Holidays of several days (New Year in some countries) are all of these days. */
function daysOf(holiday: HolidaysTypes.Holiday): string[] {
  const first = Temporal.PlainDate.from(holiday.date.slice(0, 10));
  const length = Math.max(1, Math.round((holiday.end.getTime() - holiday.start.getTime()) / 86_400_000));
  return Array.from({ length }, (_, index) => first.add({ days: index }).toString());
}
