import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { LOCALES, type Locale } from '../../letters/locale.js';

/** Looks up a text and fills in its values. */
export type Say = (key: string, values?: Record<string, string | number>) => string;

const loaded = new Map<Locale, Record<string, string>>();

/** The words of the plain pages. @throws Error for a key or value that is not there: no page leaves with a gap. */
export function plainTexts(locale: Locale): Say {
  const texts = allTexts(locale);
  return (key, values = {}) => {
    const found = Object.hasOwn(texts, key) ? texts[key] : undefined;
    if (found === undefined) throw new Error(`There is no text for ${key}.`);
    return found.replace(/\{(\w+)\}/g, (_match, name: string) => {
      const value = values[name];
      if (value === undefined) throw new Error(`The text for ${key} lacks ${name}.`);
      return String(value);
    });
  };
}

export function allTexts(locale: Locale): Record<string, string> {
  const texts =
    loaded.get(locale) ??
    (parse(readFileSync(new URL(`./texts/plain.${locale}.yaml`, import.meta.url), 'utf8')) as Record<string, string>);
  loaded.set(locale, texts);
  return texts;
}

/** The language of a page: as asked for, else the first of the browser's that we speak, else German. */
export function pageLocale(asked: unknown, acceptLanguage: string | undefined): Locale {
  const wanted = [String(asked), ...(acceptLanguage ?? '').split(',')].map((one) =>
    one.trim().slice(0, 2).toLowerCase(),
  );
  return wanted.flatMap((one) => LOCALES.filter((locale) => locale === one))[0] ?? 'de';
}
