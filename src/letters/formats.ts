import { Temporal } from 'temporal-polyfill';
import type { Locale } from './locale.js';

/** A legal day as `YYYY-MM-DD`. */
export type Day = string;

/** Months are written out: 04/05/2026 means two things. */
const TAGS: Record<Locale, string> = { de: 'de-DE', en: 'en-GB' };

/** „3. Februar 2026" */
export function formatDay(day: Day, locale: Locale): string {
  return Temporal.PlainDate.from(day).toLocaleString(TAGS[locale], { day: 'numeric', month: 'long', year: 'numeric' });
}

/** „3. Februar 2026 um 14:05 Uhr (MEZ)": a moment as a clock on the controller's wall showed it. */
export function formatMoment(moment: Date, zone: string, locale: Locale): string {
  const parts = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(TAGS[locale], { timeZone: zone, ...options }).format(moment);
  const day = parts({ day: 'numeric', month: 'long', year: 'numeric' });
  const time = parts({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const name =
    new Intl.DateTimeFormat(TAGS[locale], { timeZone: zone, timeZoneName: 'short' })
      .formatToParts(moment)
      .find(({ type }) => type === 'timeZoneName')?.value ?? zone;
  return locale === 'de' ? `${day} um ${time} Uhr (${name})` : `${day} at ${time} (${name})`;
}

/** The day of a moment in the controller's zone. */
export function dayOf(moment: Date, zone: string): Day {
  return Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(zone).toPlainDate().toString();
}

export function formatNumber(value: number, locale: Locale): string {
  return new Intl.NumberFormat(TAGS[locale]).format(value);
}

/** „1,2 MB" */
export function formatBytes(bytes: number, locale: Locale): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  return new Intl.NumberFormat(TAGS[locale], {
    style: 'unit',
    unit: units[power] as string,
    maximumFractionDigits: power === 0 ? 0 : 1,
    unitDisplay: power === 0 ? 'long' : 'short',
  }).format(bytes / 1000 ** power);
}

const UNITS = ['years', 'months', 'weeks', 'days', 'hours', 'minutes'] as const;

/** „35 Tage", „1 Jahr und 6 Monate" from an ISO 8601 duration. */
export function formatDuration(iso: string, locale: Locale): string {
  const duration = Temporal.Duration.from(iso);
  const words = UNITS.filter((unit) => duration[unit] !== 0).map((unit) =>
    new Intl.NumberFormat(TAGS[locale], { style: 'unit', unit: unit.slice(0, -1), unitDisplay: 'long' }).format(
      duration[unit],
    ),
  );
  return new Intl.ListFormat(TAGS[locale], { type: 'conjunction' }).format(words);
}

export function formatList(items: readonly string[], locale: Locale): string {
  return new Intl.ListFormat(TAGS[locale], { type: 'conjunction' }).format(items);
}
