import type { Localised } from '../datamap/language.js';

/** The languages in which people are answered. */
export const LOCALES = ['de', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

/** The language to answer in: of the person's own, the first we speak, by its primary subtag (RFC 5646); else German. */
export function localeOf(tag: string): Locale {
  const primary = tag.toLowerCase().split(/[-_]/)[0];
  return LOCALES.find((locale) => locale === primary) ?? (primary === '' ? 'de' : 'en');
}

export function say(text: Localised, locale: Locale): string {
  return typeof text === 'string' ? text : text[locale];
}
