/**
 * The instant of a true receipt, of which the day is known and often not the hour: then noon there, or now where
 * that is still ahead. Noon in Berlin and in California lies on the same day in both.
 *
 * @param day `YYYY-MM-DD`
 * @param time `HH:MM`, or empty
 */
export function receiptMoment(day: string, time: string, zone: string, now: Date): Date {
  const at = instantOf(day, time === '' ? '12:00' : time, zone);
  return time === '' && at > now && dayIn(now, zone) === day ? now : at;
}

/** The day of an instant in a zone, `YYYY-MM-DD`. */
export const dayIn = (at: Date, zone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);

function instantOf(day: string, time: string, zone: string): Date {
  const asUtc = Date.parse(`${day}T${time}:00Z`);
  // The zone's offset at about that instant; once more, for days on which the clocks change.
  const first = asUtc - offsetAt(asUtc, zone);
  return new Date(asUtc - offsetAt(first, zone));
}

function offsetAt(instant: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(instant);
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? '00';
  const local = `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:${part('second')}Z`;
  return Date.parse(local) - Math.floor(instant / 1_000) * 1_000;
}
