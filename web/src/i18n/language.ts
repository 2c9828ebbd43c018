import { keep, kept } from '../ui/storage.js';

export const LANGUAGES = ['de', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The one chosen here before, else the first of the browser's that we speak, else German. */
export function firstLanguage(): Language {
  const stored = known(kept('habeas.language'));
  if (stored) return stored;
  for (const tag of navigator.languages) {
    const language = known(tag.slice(0, 2).toLowerCase());
    if (language) return language;
  }
  return 'de';
}

export function rememberLanguage(language: Language): void {
  keep('habeas.language', language);
}

const known = (tag: string | null): Language | undefined => LANGUAGES.find((language) => language === tag);
