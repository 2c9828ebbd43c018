import type { ReactNode } from 'react';
import { useFormats } from '../../i18n/formats.js';

/** A legal day, `YYYY-MM-DD`. */
export function Day({ day, weekday }: { day: string; weekday?: boolean }): ReactNode {
  const formats = useFormats();
  return <time dateTime={day}>{weekday ? formats.weekday(day) : formats.day(day)}</time>;
}

/** An instant, in the controller's zone. */
export function Moment({ at, dayOnly }: { at: string; dayOnly?: boolean }): ReactNode {
  const formats = useFormats();
  return <time dateTime={at}>{dayOnly ? formats.dayOf(at) : formats.moment(at)}</time>;
}
