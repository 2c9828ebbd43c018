import { Temporal } from 'temporal-polyfill';

/**
 * The legal day on which something happened: the date on the controller's wall, since a letter that arrives at 23:30 in
 * Berlin arrives that day, whatever UTC says.
 *
 * @param zone IANA name, e.g. `Europe/Berlin`
 * @throws RangeError for an unknown zone
 */
export function legalDay(moment: Date, zone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(zone).toPlainDate();
}

/** The first moment of a legal day: what an officer's entry "received on …" becomes, when no hour is known. */
export function startOfLegalDay(day: Temporal.PlainDate, zone: string): Date {
  return new Date(day.toZonedDateTime({ timeZone: zone }).epochMilliseconds);
}
