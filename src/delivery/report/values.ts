import { Temporal } from 'temporal-polyfill';
import type { JsonValue } from '../../connectors/kit/contract.js';
import { formatDay, formatMoment, formatNumber } from '../../letters/formats.js';
import type { Locale } from '../../letters/locale.js';
import type { Texts } from '../texts/catalogue.js';

/** Characters of one value that the report shows; the files have all of it. */
const LONGEST = 1500;

/** A value as a person reads it. Withheld ones are told apart so that they can be marked. */
export interface ShownValue {
  text: string;
  withheld: boolean;
}

export function showValue(value: JsonValue | undefined, locale: Locale, zone: string, t: Texts): ShownValue {
  if (isMark(value)) {
    return { text: t('withheld.mark', { reason: t(`reason.${value.withheld}.short`) }), withheld: true };
  }
  const text = inWords(value, locale, zone, t);
  return { text: text.length > LONGEST ? `${text.slice(0, LONGEST)} ${t('collection.cut')}` : text, withheld: false };
}

function isMark(value: JsonValue | undefined): value is { withheld: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    typeof value.withheld === 'string' &&
    Object.keys(value).length === 1
  );
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;

function inWords(value: JsonValue | undefined, locale: Locale, zone: string, t: Texts): string {
  if (value === null || value === undefined || value === '') return t('empty');
  if (typeof value === 'boolean') return value ? t('yes') : t('no');
  // Years and identifiers are numbers too: only fractions get separators.
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : formatNumber(value, locale);
  if (typeof value === 'string') return dated(value, locale, zone) ?? value;
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object' || item === null)) {
    return value.map((item) => inWords(item, locale, zone, t)).join(', ');
  }
  return JSON.stringify(value, null, 1);
}

/** Dates in words, when the whole text is one. */
function dated(text: string, locale: Locale, zone: string): string | null {
  try {
    if (DAY.test(text)) return formatDay(text, locale);
    if (MOMENT.test(text)) {
      return formatMoment(new Date(Temporal.Instant.from(text.replace(' ', 'T')).epochMilliseconds), zone, locale);
    }
  } catch {
    // Looks like a date and is none: shown as it stands.
  }
  return null;
}
