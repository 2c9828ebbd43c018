import { Temporal } from 'temporal-polyfill';

/** The day last asked for in each zone: nearly always today, asked for with every request. */
const lastDays = new Map<string, { day: Temporal.PlainDate; begins: number; ends: number }>();
const MOST_ZONES = 100;

/**
 * The legal day on which something happened: the date on the controller's wall, since a letter that arrives at 23:30 in
 * Berlin arrives that day, whatever UTC says.
 *
 * @param zone IANA name, e.g. `Europe/Berlin`
 * @throws RangeError for an unknown zone
 */
export function legalDay(moment: Date, zone: string): Temporal.PlainDate {
  const at = moment.getTime();
  const last = lastDays.get(zone);
  if (last && at >= last.begins && at < last.ends) return last.day;
  const day = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();
  if (lastDays.size >= MOST_ZONES) lastDays.clear();
  lastDays.set(zone, {
    day,
    begins: startOfLegalDay(day, zone).getTime(),
    ends: startOfLegalDay(day.add({ days: 1 }), zone).getTime(),
  });
  return day;
}

/** The first moment of a legal day: what an officer's entry "received on …" becomes, when no hour is known. */
export function startOfLegalDay(day: Temporal.PlainDate, zone: string): Date {
  return new Date(day.toZonedDateTime({ timeZone: zone }).epochMilliseconds);
}
