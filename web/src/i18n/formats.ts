import { createContext, useContext, useMemo } from 'react';
import { useTranslation } from 'react-i18next';

/** Whose calendar counts: the controller's zone, e.g. `Europe/Berlin`. Days of law are days there. */
export const Zone = createContext<string | undefined>(undefined);

export interface Formats {
  /** A legal day `YYYY-MM-DD` as written in the language: „24. Dezember 2026". Not shifted by any zone. */
  day: (day: string) => string;
  /** The same with its weekday. */
  weekday: (day: string) => string;
  /** An instant (RFC 3339) in the controller's zone: day and time. */
  moment: (instant: string) => string;
  /** An instant's day in the controller's zone. */
  dayOf: (instant: string) => string;
  number: (value: number) => string;
  /** Bytes as kB, MB: three digits at most. */
  bytes: (value: number) => string;
  list: (items: readonly string[]) => string;
  /** „in 3 Tagen", „vor 2 Stunden"; from now. */
  relative: (instant: string, now?: Date) => string;
}

const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

export function formatsFor(language: string, timeZone: string | undefined): Formats {
  // British order of day and month: the year of the month's name is never mistaken.
  const locale = language === 'en' ? 'en-GB' : language;
  const long = { day: 'numeric', month: 'long', year: 'numeric' } as const;
  const day = new Intl.DateTimeFormat(locale, { ...long, timeZone: 'UTC' });
  const weekday = new Intl.DateTimeFormat(locale, { ...long, weekday: 'long', timeZone: 'UTC' });
  const zoned = timeZone === undefined ? {} : { timeZone };
  const dayOf = new Intl.DateTimeFormat(locale, { ...long, ...zoned });
  const moment = new Intl.DateTimeFormat(locale, { ...long, hour: '2-digit', minute: '2-digit', ...zoned });
  const number = new Intl.NumberFormat(locale);
  const list = new Intl.ListFormat(locale);
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const bytes = (unit: string): Intl.NumberFormat =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, maximumSignificantDigits: 3 });
  return {
    day: (value) => day.format(new Date(`${value}T00:00:00Z`)),
    weekday: (value) => weekday.format(new Date(`${value}T00:00:00Z`)),
    moment: (value) => moment.format(new Date(value)),
    dayOf: (value) => dayOf.format(new Date(value)),
    number: (value) => number.format(value),
    bytes: (value) =>
      value < 1e3
        ? bytes('byte').format(value)
        : value < 1e6
          ? bytes('kilobyte').format(value / 1e3)
          : bytes('megabyte').format(value / 1e6),
    list: (items) => list.format(items),
    relative: (value, now = new Date()) => {
      const seconds = (new Date(value).getTime() - now.getTime()) / 1_000;
      const [unit, size] = STEPS.find(([, length]) => Math.abs(seconds) >= length) ?? ['minute', 60];
      return relative.format(Math.round(seconds / size), unit);
    },
  };
}

/** Dates and numbers in the language of the page and the zone of the controller. */
export function useFormats(): Formats {
  const { i18n } = useTranslation();
  const zone = useContext(Zone);
  return useMemo(() => formatsFor(i18n.language, zone), [i18n.language, zone]);
}
