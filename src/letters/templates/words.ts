import { formatDay, formatDuration, formatList, formatMoment, formatNumber, type Day } from '../formats.js';
import type { Localised } from '../../datamap/language.js';
import { say, type Locale } from '../locale.js';

/** Around an address that becomes a link: private-use characters that no value can bring along. */
export const LINK_START = '\uE000';
export const LINK_END = '\uE001';

/** What the texts of letters may call. */
export interface Words {
  day(day: Day): string;
  moment(moment: Date): string;
  minutes(count: number): string;
  number(count: number): string;
  list(items: readonly string[]): string;
  text(text: Localised): string;
  /** The text as a sentence that ends with one full stop, whether it came with one or not. */
  sentence(text: Localised): string;
  link(url: string): string;
}

export function wordsOf(locale: Locale, zone: string): Words {
  return {
    day: (day) => formatDay(day, locale),
    moment: (moment) => formatMoment(moment, zone, locale),
    minutes: (count) => formatDuration(`PT${count}M`, locale),
    number: (count) => formatNumber(count, locale),
    list: (items) => formatList(items, locale),
    text: (text) => say(text, locale),
    sentence: (text) =>
      say(text, locale)
        .trim()
        .replace(/[^.!?]$/, '$&.'),
    link: (url) => LINK_START + webAddress(url) + LINK_END,
  };
}

/**
 * A value within a letter: one line, no controls, no change of writing direction, nothing that reads as our own mark-up.
 * A value that is not there is an error: a letter with a gap must not leave.
 */
export function oneLine(value: unknown): string {
  if (typeof value !== 'string' && typeof value !== 'number') throw new Error('A letter lacks a value.');
  return String(value)
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Co}\p{Bidi_C}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s#-]+(?=\S)/, '')
    .trim();
}

function webAddress(url: string): string {
  const { protocol } = new URL(url);
  if (!['https:', 'http:'].includes(protocol) || /[\s<>"\p{C}]/u.test(url))
    throw new Error('A letter links elsewhere.');
  return url;
}
