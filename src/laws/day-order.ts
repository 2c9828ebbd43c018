import { Temporal } from 'temporal-polyfill';

export function isAfter(a: Temporal.PlainDate, b: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(a, b) > 0;
}

export function earliest(first: Temporal.PlainDate, ...others: Temporal.PlainDate[]): Temporal.PlainDate {
  return others.reduce((least, day) => (isAfter(least, day) ? day : least), first);
}

export function latest(first: Temporal.PlainDate, ...others: Temporal.PlainDate[]): Temporal.PlainDate {
  return others.reduce((most, day) => (isAfter(day, most) ? day : most), first);
}
