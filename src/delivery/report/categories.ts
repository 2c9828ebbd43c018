import type { Field } from '../../datamap/language.js';
import type { Locale } from '../../letters/locale.js';
import { readTexts } from '../texts/catalogue.js';

const loaded = new Map<Locale, ReadonlyMap<string, string>>();

/** A Fideslang data category in words; of one we have no words for, its nearest ancestor's (Art. 15(1)(b) GDPR). */
export function categoryTitle(category: string, locale: Locale): string {
  const titles =
    loaded.get(locale) ?? new Map(Object.entries(readTexts(`categories.${locale}`) as Record<string, string>));
  loaded.set(locale, titles);
  for (let name = category; name !== ''; name = name.slice(0, Math.max(0, name.lastIndexOf('.')))) {
    const title = titles.get(name);
    if (title) return title;
  }
  return category;
}

export function categoriesOf(field: string | string[] | Field): string[] {
  return typeof field === 'object' && !Array.isArray(field) ? [field.category].flat() : [field].flat();
}
